package org.linzhang.gateway.login;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets {@link LoginMechanism} answer a session or token that is no good as it answers a missing one. Else the resources' own mapper
 * would, and a browser with a stale session would never get past {@code /login}.
 */
@Singleton
class AuthenticationFailures {

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(AuthenticationFailures::failed);
    }

    private static void failed(RoutingContext rc) {
        HttpAuthenticator authenticator = rc.get(HttpAuthenticator.class.getName());
        if (rc.failure() instanceof AuthenticationFailedException && authenticator != null) {
            authenticator.sendChallenge(rc).subscribe().with(_ -> end(rc), rc::fail);
        } else {
            rc.next();
        }
    }

    private static void end(RoutingContext rc) {
        if (!rc.response().ended()) {
            rc.response().end();
        }
    }
}
