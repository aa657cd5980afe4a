package org.linzhang.gateway.login;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TokenIntrospection;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import org.jboss.logging.Logger;

import org.linzhang.platform.security.TokenCacheConfig;

/**
 * Refuses access tokens that Keycloak has revoked: the user was disabled or deleted, or the session was ended. The signature of
 * such a token stays valid until the token expires, so the gateway asks Keycloak (RFC 7662, token introspection), once in
 * {@link TokenCacheConfig#maxAge()} for each token.
 *
 * <p>Keycloak answers only if the audience of the token includes the gateway's client, and calls other tokens inactive. So the
 * gateway does not ask about these: in a realm without this audience nobody is refused, and tokens are valid until they expire.
 *
 * <p>While Keycloak does not answer, a token is accepted if its signature is valid: a report must not be lost because the log-in
 * service is unavailable. During this time nobody can be disabled there either.
 */
@Singleton
class TokenRevocation {

    private static final Logger LOG = Logger.getLogger(TokenRevocation.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** After a failed check no token is checked for this time, so that requests do not wait for the time-out one by one. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final TenantConfigBean tenants;
    private final Vertx vertx;
    private final AsyncCache<String, Boolean> active;
    private volatile long pausedUntil = System.nanoTime();

    TokenRevocation(TenantConfigBean tenants, TokenCacheConfig config, Vertx vertx) {
        this.tenants = tenants;
        this.vertx = vertx;
        this.active = Caffeine.newBuilder()
                .maximumSize(config.size())
                .expireAfterWrite(config.maxAge())
                .executor(Runnable::run)
                .buildAsync();
    }

    /**
     * Fails with {@link AuthenticationFailedException} if the identity's access token was revoked.
     *
     * @param identity null for an anonymous request
     */
    Uni<Void> check(SecurityIdentity identity) {
        var credential = identity == null ? null : identity.getCredential(AccessTokenCredential.class);
        return credential == null ? Uni.createFrom().voidItem() : check(credential.getToken());
    }

    private Uni<Void> check(String token) {
        var known = active.getIfPresent(token);
        if (known == null && !canAsk()) {
            return Uni.createFrom().voidItem();
        }
        var answer = known == null ? active.get(token, (text, _) -> ask(text)) : known;
        return answer.isDone() && !answer.isCompletedExceptionally()
                ? requireActive(answer.join())
                : await(answer).chain(TokenRevocation::requireActive);
    }

    /** False if the realm has no introspection endpoint, and for a time after Keycloak did not answer. */
    private boolean canAsk() {
        var tenant = tenants.getDefaultTenant();
        return tenant.ready()
                && tenant.getOidcMetadata() != null
                && tenant.getOidcMetadata().getIntrospectionUri() != null
                && System.nanoTime() - pausedUntil >= 0;
    }

    private CompletableFuture<Boolean> ask(String token) {
        var client = tenants.getDefaultTenant().oidcConfig().clientId().orElse("");
        if (!audience(token).contains(client)) {
            return CompletableFuture.completedFuture(true);
        }
        return tenants.getDefaultTenant()
                .getOidcProviderClient()
                .introspectAccessToken(token)
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(TokenIntrospection::isActive)
                .onFailure()
                .invoke(this::pause)
                .subscribeAsCompletionStage();
    }

    private static List<?> audience(String token) {
        var audience = OidcUtils.decodeJwtContent(token).getValue("aud");
        return audience instanceof JsonArray several ? several.getList() : List.of(String.valueOf(audience));
    }

    /** Several requests may wait for the same answer, each on its own context. */
    private Uni<Boolean> await(CompletableFuture<Boolean> answer) {
        var context = vertx.getOrCreateContext();
        return Uni.createFrom()
                .completionStage(answer.copy())
                .emitOn(command -> context.runOnContext(_ -> command.run()))
                .onFailure()
                .recoverWithItem(true);
    }

    private void pause(Throwable failure) {
        LOG.warnf("Keycloak does not answer whether a token was revoked: %s", failure);
        pausedUntil = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
    }

    private static Uni<Void> requireActive(boolean active) {
        return active
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(new AuthenticationFailedException("the token was revoked"));
    }
}
