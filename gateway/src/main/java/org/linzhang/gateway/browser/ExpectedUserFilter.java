package org.linzhang.gateway.browser;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.jwt.JsonWebToken;

import org.linzhang.gateway.route.Route;

/**
 * Prevents that a report that was written offline is sent in the name of the next person on the same phone.
 *
 * <p>A page asks who is logged in before it sends, but the session may change in between. So it sends the id of the person
 * for whom it sends in {@value #HEADER}, and the gateway compares it with the token's subject. Calls without the header pass.
 */
@Singleton
class ExpectedUserFilter {

    private static final String HEADER = "X-Expected-User";
    private static final int BEFORE_ANY_ANSWER = -1;

    void register(@Observes Router router) {
        router.route().order(BEFORE_ANY_ANSWER).handler(ExpectedUserFilter::check);
    }

    private static void check(RoutingContext rc) {
        var expected = rc.request().getHeader(HEADER);
        if (expected == null || !Route.of(rc).login() || expected.equals(subjectOf(rc))) {
            rc.next();
        } else {
            rc.fail(new UserMismatch());
        }
    }

    /** Null if no one is logged in. */
    private static String subjectOf(RoutingContext rc) {
        return rc.user() instanceof QuarkusHttpUser user
                        && user.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token
                ? token.getSubject()
                : null;
    }
}
