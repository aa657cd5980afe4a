package org.linzhang.gateway.login;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import org.linzhang.gateway.problem.ProblemResponses;
import org.linzhang.gateway.problem.ServiceUnavailable;
import org.linzhang.gateway.problem.Unauthorized;
import org.linzhang.gateway.route.Route;

/**
 * The OIDC mechanism of Quarkus with different responses to unauthenticated requests: only {@code /login} redirects a
 * browser to Keycloak, API calls get a problem with 401, and if Keycloak is unavailable the status is 503.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class LoginMechanism implements HttpAuthenticationMechanism {

    private static final Logger LOG = Logger.getLogger(LoginMechanism.class);

    private final OidcAuthenticationMechanism oidc;
    private final TokenRefreshes refreshes;
    private final EndedSessions endedSessions;
    private final TokenRevocation revocation;

    LoginMechanism(
            OidcAuthenticationMechanism oidc,
            TokenRefreshes refreshes,
            EndedSessions endedSessions,
            TokenRevocation revocation) {
        this.oidc = oidc;
        this.refreshes = refreshes;
        this.endedSessions = endedSessions;
        this.revocation = revocation;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext rc, IdentityProviderManager providers) {
        return oidc.authenticate(rc, providers)
                .invoke(this::requireOpenSession)
                .call(revocation::check)
                .onItemOrFailure()
                .invoke((_, _) -> onAuthenticated(rc))
                .onFailure()
                .transform(LoginMechanism::classify);
    }

    private void onAuthenticated(RoutingContext rc) {
        rc.put(HttpAuthenticationMechanism.class.getName(), this);
        refreshes.end(rc);
    }

    /** @param identity null if the request has no credentials */
    private void requireOpenSession(SecurityIdentity identity) {
        if (identity != null && endedSessions.contains(identity)) {
            throw new AuthenticationFailedException("the session was ended by a log-out");
        }
    }

    private static Throwable classify(Throwable failure) {
        var outage = outage(failure);
        if (outage.isPresent()) {
            LOG.warnf("the log-in service does not answer: %s", outage.get());
            return ServiceUnavailable.notAnswering("the log-in service");
        }
        // Quarkus itself responds to AuthenticationCompletionException, with an empty 401.
        return failure instanceof AuthenticationCompletionException
                ? new AuthenticationFailedException(failure)
                : failure;
    }

    /** The failure of the connection to Keycloak; empty if the credentials themselves were rejected. */
    private static Optional<Throwable> outage(Throwable failure) {
        return failure instanceof AuthenticationException
                ? Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .filter(IOException.class::isInstance)
                        .findFirst()
                : Optional.of(failure);
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext rc) {
        if (!Route.of(rc).page()) {
            ProblemResponses.send(rc, new Unauthorized());
            return Uni.createFrom().item(true);
        }
        return HttpAuthenticationMechanism.super.sendChallenge(rc);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext rc) {
        return switch (Route.pathOf(rc)) {
            case "/login" -> oidc.getChallenge(rc).onFailure().transform(LoginMechanism::classify);
            case "/login/done" -> Uni.createFrom().item(new ChallengeData(303, HttpHeaders.LOCATION, "/"));
            default -> Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
        };
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext rc) {
        return oidc.getCredentialTransport(rc);
    }

    @Override
    public int getPriority() {
        return oidc.getPriority() + 1;
    }
}
