package org.linzhang.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.runtime.OidcUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refreshes the tokens of a session only once.
 *
 * <p>A page sends several requests at the same time, and Keycloak accepts a refresh token only once or twice. The first request
 * with an expired session refreshes it; others that arrive with the same cookie wait, and use the same new tokens. They are
 * kept for some minutes, because a client on a bad network may never receive the response with the new cookie.
 */
@Singleton
class TokenRefreshes {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MAX_SESSIONS = 5_000;
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /** Against the time between this check and that of Quarkus. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final String MINE = TokenRefreshes.class.getName();

    private final Clock clock;
    private final Duration timeBeforeExpiry;
    private final Cache<String, CompletableFuture<AuthorizationCodeTokens>> byOldRefreshToken = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumSize(MAX_SESSIONS)
            .build();

    private record Refresh(String oldRefreshToken, CompletableFuture<AuthorizationCodeTokens> result) {}

    TokenRefreshes(
            Clock clock,
            @ConfigProperty(name = "quarkus.oidc.token.refresh-token-time-skew") Duration timeBeforeExpiry) {
        this.clock = clock;
        this.timeBeforeExpiry = timeBeforeExpiry.plus(MARGIN);
    }

    /** The tokens that replace those of a session cookie; the same if they are not about to expire. */
    Uni<AuthorizationCodeTokens> newest(RoutingContext rc, AuthorizationCodeTokens tokens) {
        var refreshToken = tokens.getRefreshToken();
        if (refreshToken == null) {
            return Uni.createFrom().item(tokens);
        }
        var known = byOldRefreshToken.getIfPresent(refreshToken);
        if (known != null) {
            return whenRefreshed(rc, tokens, known);
        }
        if (expiresSoon(tokens)) {
            begin(rc, refreshToken);
        }
        return Uni.createFrom().item(tokens);
    }

    /** If the refresh fails, this request tries it by itself. */
    private Uni<AuthorizationCodeTokens> whenRefreshed(
            RoutingContext rc, AuthorizationCodeTokens tokens, CompletableFuture<AuthorizationCodeTokens> result) {
        var context = Vertx.currentContext();
        return Uni.createFrom()
                .completionStage(result.copy())
                .emitOn(command -> context.runOnContext(_ -> command.run()))
                .ifNoItem()
                .after(MAX_WAIT)
                .fail()
                .onItem()
                .transformToUni(fresh -> newest(rc, copyOf(fresh)))
                .onFailure()
                .recoverWithItem(tokens);
    }

    private boolean expiresSoon(AuthorizationCodeTokens tokens) {
        var claims = OidcUtils.decodeJwtContent(tokens.getIdToken());
        var expiry = claims == null ? null : claims.getLong("exp");
        return expiry != null
                && !Instant.ofEpochSecond(expiry).isAfter(clock.instant().plus(timeBeforeExpiry));
    }

    private void begin(RoutingContext rc, String refreshToken) {
        var refresh = new Refresh(refreshToken, new CompletableFuture<>());
        byOldRefreshToken.put(refreshToken, refresh.result());
        rc.put(MINE, refresh);
        rc.addEndHandler(_ -> end(rc));
    }

    /** Called with the new tokens of a session. */
    void complete(RoutingContext rc, AuthorizationCodeTokens fresh) {
        Refresh refresh = rc.get(MINE);
        if (refresh != null) {
            refresh.result().complete(copyOf(fresh));
        }
    }

    /** Called when the authentication of a request has ended: if it has not refreshed the tokens, others may try. */
    void end(RoutingContext rc) {
        Refresh refresh = rc.get(MINE);
        if (refresh != null && !refresh.result().isDone()) {
            byOldRefreshToken.invalidate(refresh.oldRefreshToken());
            refresh.result().cancel(false);
        }
    }

    private static AuthorizationCodeTokens copyOf(AuthorizationCodeTokens tokens) {
        return new AuthorizationCodeTokens(
                tokens.getIdToken(),
                tokens.getAccessToken(),
                tokens.getRefreshToken(),
                tokens.getAccessTokenExpiresIn(),
                tokens.getAccessTokenScope());
    }
}
