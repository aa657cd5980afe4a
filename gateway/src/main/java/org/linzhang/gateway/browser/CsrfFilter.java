package org.linzhang.gateway.browser;

import java.util.Set;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.linzhang.gateway.route.Route;
import org.linzhang.platform.problem.Forbidden;

/**
 * Refuses cross-site request forgery: a write with a session cookie must come from a page of this site.
 *
 * <p>A page of another site cannot set {@code X-Requested-With} without a CORS preflight request, which is never allowed,
 * and no page can forge {@code Origin} or {@code Sec-Fetch-Site}. A request with a bearer token is not checked, because
 * browsers do not add bearer tokens by themselves.
 */
@Singleton
class CsrfFilter {

    private static final int BEFORE_AUTHENTICATION = 700;
    private static final Set<HttpMethod> SAFE_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Name prefix of the session cookie of Quarkus and of its chunks, if the session is too long for one cookie. */
    private static final String SESSION_COOKIE_PREFIX = "q_session";

    private static final String LOGOUT = "/logout";

    void register(@Observes Filters filters) {
        filters.register(CsrfFilter::check, BEFORE_AUTHENTICATION);
    }

    private static void check(RoutingContext rc) {
        var request = rc.request();
        if (SAFE_METHODS.contains(request.method()) || !usesSession(rc) || isSameOrigin(request)) {
            rc.next();
        } else {
            rc.fail(new Forbidden("a write with a session must come from a page of this site: "
                    + "send the header X-Requested-With: linzhang"));
        }
    }

    /**
     * The log-out reads the cookie in any case; other paths ignore it if there is an {@code Authorization} header, and services
     * get no session on paths that need no log-in.
     */
    private static boolean usesSession(RoutingContext rc) {
        var request = rc.request();
        var route = Route.of(rc);
        return (route.login() || route.service().isEmpty())
                && (!request.headers().contains(HttpHeaders.AUTHORIZATION) || LOGOUT.equals(Route.pathOf(rc)))
                && request.cookies().stream()
                        .anyMatch(cookie -> cookie.getName().startsWith(SESSION_COOKIE_PREFIX));
    }

    private static boolean isSameOrigin(HttpServerRequest request) {
        return "linzhang".equals(request.getHeader("X-Requested-With"))
                || "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                || (request.scheme() + "://" + request.authority()).equals(request.getHeader(HttpHeaders.ORIGIN));
    }
}
