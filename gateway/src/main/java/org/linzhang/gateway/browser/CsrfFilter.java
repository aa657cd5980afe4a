package org.linzhang.gateway.browser;

import java.util.Set;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.linzhang.platform.problem.Forbidden;

/**
 * Refuses writes that a browser sends with our session but that one of our own pages did not set off.
 *
 * <p>Only a page of ours can set {@code X-Requested-With} without being asked first (CORS is off), and no page can forge
 * {@code Origin} or {@code Sec-Fetch-Site}. A bearer token needs none of this: no browser adds it by itself.
 */
@Singleton
class CsrfFilter {

    private static final int BEFORE_LOGIN = 700;
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** How Quarkus calls the session cookie, and the first part of what it calls the pieces of a long one. */
    private static final String SESSION_COOKIE = "q_session";

    void register(@Observes Filters filters) {
        filters.register(CsrfFilter::check, BEFORE_LOGIN);
    }

    private static void check(RoutingContext rc) {
        var request = rc.request();
        if (READS.contains(request.method()) || !bySession(request) || bySelf(request)) {
            rc.next();
        } else {
            rc.fail(new Forbidden("a write with a session must come from a page of this site: "
                    + "send the header X-Requested-With: linzhang"));
        }
    }

    private static boolean bySession(HttpServerRequest request) {
        return !request.headers().contains(HttpHeaders.AUTHORIZATION)
                && request.cookies().stream()
                        .anyMatch(cookie -> cookie.getName().startsWith(SESSION_COOKIE));
    }

    private static boolean bySelf(HttpServerRequest request) {
        return "linzhang".equals(request.getHeader("X-Requested-With"))
                || "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                || (request.scheme() + "://" + request.authority()).equals(request.getHeader(HttpHeaders.ORIGIN));
    }
}
