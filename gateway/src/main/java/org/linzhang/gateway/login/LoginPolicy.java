package org.linzhang.gateway.login;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

import org.linzhang.gateway.route.Route;

/**
 * Requires a log-in for the routes that state it. On other routes no credentials are read: the pages of the apps open also if
 * the session has expired.
 */
@ApplicationScoped
class LoginPolicy implements HttpSecurityPolicy {

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext rc, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        return Route.of(rc).login() ? identity.map(LoginPolicy::requireUser) : CheckResult.permit();
    }

    private static CheckResult requireUser(SecurityIdentity identity) {
        return identity.isAnonymous() ? CheckResult.DENY : CheckResult.PERMIT;
    }
}
