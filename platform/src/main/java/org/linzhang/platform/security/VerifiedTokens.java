package org.linzhang.platform.security;

import static io.quarkus.vertx.http.runtime.security.HttpSecurityUtils.getRoutingContextAttribute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.common.runtime.OidcConstants;
import io.quarkus.oidc.runtime.OidcIdentityProvider;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Remembers verified tokens, because the verification of an RSA signature costs more than the rest of a small request.
 *
 * <p>The key is the whole token, so a token that differs in one character is verified. Only successful verifications are
 * remembered, until the token expires and at most for {@link TokenCacheConfig#maxAge()}. Tokens that are bound to a client
 * certificate or a DPoP proof must not be remembered; the platform does not use them.
 */
@Singleton
class VerifiedTokens implements IdentityProvider<TokenAuthenticationRequest> {

    /**
     * What the identity was made of.
     *
     * @param token the bearer token, or the ID token of a session
     * @param sessionTokens null for a bearer token
     */
    private record Key(String token, SessionTokens sessionTokens) {}

    private record SessionTokens(String accessToken, String refreshToken) {}

    private final IdentityProvider<TokenAuthenticationRequest> verifier;
    private final Clock clock;
    private final Duration maxAge;
    private final Duration refreshSkew;
    private final Cache<Key, SecurityIdentity> verified;

    /** @param refreshSkew the time before the expiry of a session's tokens at which Quarkus refreshes them */
    @Inject
    VerifiedTokens(
            OidcIdentityProvider verifier,
            TokenCacheConfig config,
            @ConfigProperty(name = "quarkus.oidc.token.refresh-token-time-skew") Optional<Duration> refreshSkew,
            Clock clock) {
        this(verifier, config, refreshSkew.orElse(Duration.ZERO), clock, Ticker.systemTicker());
    }

    VerifiedTokens(
            IdentityProvider<TokenAuthenticationRequest> verifier,
            TokenCacheConfig config,
            Duration refreshSkew,
            Clock clock,
            Ticker ticker) {
        this.verifier = verifier;
        this.clock = clock;
        this.maxAge = config.maxAge();
        this.refreshSkew = refreshSkew;
        this.verified = Caffeine.newBuilder()
                .maximumSize(config.size())
                .expireAfter(Expiry.<Key, SecurityIdentity>creating((key, identity) -> lifetime(key)))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /** Before the provider of Quarkus. */
    @Override
    public int priority() {
        return SYSTEM_FIRST + 2;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        var rc = getRoutingContextAttribute(request);
        if (rc.get(OidcConstants.NONCE) != null) {
            // The nonce of a log-in must be compared with that of the token.
            return verifier.authenticate(request, context);
        }
        var key = key(request, rc);
        var known = verified.getIfPresent(key);
        return known == null
                ? verifier.authenticate(request, context).invoke(identity -> remember(key, identity))
                : Uni.createFrom().item(forRequest(known, rc, context));
    }

    private static Key key(TokenAuthenticationRequest request, RoutingContext rc) {
        AuthorizationCodeTokens session = rc.get(AuthorizationCodeTokens.class.getName());
        return new Key(
                request.getToken().getToken(),
                session == null ? null : new SessionTokens(session.getAccessToken(), session.getRefreshToken()));
    }

    /** @param identity null if the credential is no token of OIDC */
    private void remember(Key key, SecurityIdentity identity) {
        if (identity != null && lifetime(key).isPositive()) {
            verified.put(key, withoutRequest(identity));
        }
    }

    private Duration lifetime(Key key) {
        var session = key.sessionTokens();
        var untilExpiry = untilExpiry(key.token());
        if (session != null) {
            untilExpiry =
                    shorter(untilExpiry, untilExpiry(session.accessToken())).minus(refreshSkew);
        }
        return shorter(untilExpiry, maxAge);
    }

    /** Not positive if the token has no expiry that can be read. */
    private Duration untilExpiry(String token) {
        var claims = OidcUtils.decodeJwtContent(token);
        var expiry = claims == null ? null : claims.getLong("exp");
        return expiry == null ? Duration.ZERO : Duration.between(clock.instant(), Instant.ofEpochSecond(expiry));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static SecurityIdentity withoutRequest(SecurityIdentity identity) {
        var attributes = new HashMap<>(identity.getAttributes());
        attributes.remove(RoutingContext.class.getName());
        attributes.remove(AuthenticationRequestContext.class.getName());
        // Not builder(identity): that keeps a reference to the identity, and so to the request.
        return copy(identity).addAttributes(attributes).build();
    }

    private static SecurityIdentity forRequest(
            SecurityIdentity identity, RoutingContext rc, AuthenticationRequestContext context) {
        return copy(identity)
                .addAttributes(identity.getAttributes())
                .addAttribute(RoutingContext.class.getName(), rc)
                .addAttribute(AuthenticationRequestContext.class.getName(), context)
                .build();
    }

    private static QuarkusSecurityIdentity.Builder copy(SecurityIdentity identity) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addRoles(identity.getRoles())
                .addPermissions(identity.getPermissions());
    }
}
