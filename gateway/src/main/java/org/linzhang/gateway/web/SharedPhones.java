package org.linzhang.gateway.web;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Keeps a report that was written offline from being sent in the name of the next person on the same phone.
 *
 * <p>A page asks who is logged in before it sends, but the session may change in between; so it says in {@value #HEADER}
 * whom it sends for, and the gateway compares. Calls without the header are not concerned.
 */
@Singleton
class SharedPhones {

    private static final String HEADER = "X-Linzhang-User";
    private static final int BEFORE_ANY_ANSWER = -1;

    void register(@Observes Router router) {
        router.route("/api/*").order(BEFORE_ANY_ANSWER).handler(SharedPhones::check);
    }

    private static void check(RoutingContext rc) {
        var maker = rc.request().getHeader(HEADER);
        if (maker == null || maker.equals(userOf(rc))) {
            rc.next();
        } else {
            rc.fail(new AnotherUser(maker));
        }
    }

    /** Null for who is not logged in, or by a token that names nobody. */
    private static String userOf(RoutingContext rc) {
        return rc.user() instanceof QuarkusHttpUser user
                        && user.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token
                ? token.getClaim("preferred_username")
                : null;
    }
}
