package org.linzhang.gateway.login;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets {@link LoginMechanism} respond to an invalid session or token in the same way as to a missing one.
 *
 * <p>Otherwise the exception mapper of the resources would respond with 401, and {@code /login} would not redirect a
 * browser with an invalid session to Keycloak.
 */
@Singleton
class AuthenticationFailureHandler {

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(AuthenticationFailureHandler::handle);
    }

    private static void handle(RoutingContext rc) {
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
