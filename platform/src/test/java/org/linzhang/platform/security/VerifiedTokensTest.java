package org.linzhang.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.StringPermission;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration REFRESH_SKEW = Duration.ofSeconds(30);
    private static final AuthenticationRequestContext BLOCKING =
            function -> Uni.createFrom().item(function);

    private final CountingVerifier verifier = new CountingVerifier();
    private Duration elapsed = Duration.ZERO;
    private final VerifiedTokens tokens = new VerifiedTokens(
            verifier, config(2), REFRESH_SKEW, Clock.fixed(NOW, ZoneOffset.UTC), () -> elapsed.toNanos());

    /** Stands for the signature check of Quarkus: accepts every token that is not in {@code revoked}. */
    private static final class CountingVerifier implements IdentityProvider<TokenAuthenticationRequest> {

        final List<String> verified = new ArrayList<>();
        final Set<String> revoked = new HashSet<>();

        @Override
        public Class<TokenAuthenticationRequest> getRequestType() {
            return TokenAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                TokenAuthenticationRequest request, AuthenticationRequestContext context) {
            var token = request.getToken().getToken();
            verified.add(token);
            return revoked.contains(token)
                    ? Uni.createFrom().failure(new AuthenticationFailedException())
                    : Uni.createFrom().item(identity(request, context));
        }

        private static SecurityIdentity identity(
                TokenAuthenticationRequest request, AuthenticationRequestContext context) {
            Principal principal = () -> "county";
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(principal)
                    .addCredential(request.getToken())
                    .addRole("chief")
                    .addPermissionAsString("profile")
                    .addAttribute("tenant-id", "Default")
                    .addAttribute(RoutingContext.class.getName(), HttpSecurityUtils.getRoutingContextAttribute(request))
                    .addAttribute(AuthenticationRequestContext.class.getName(), context)
                    .build();
        }
    }

    @Test
    void a_token_is_verified_once_a_minute() {
        // Given
        var token = token("county", Duration.ofMinutes(5));
        bearer(token);
        // When
        bearer(token);
        elapsed = Duration.ofSeconds(59);
        bearer(token);
        // Then
        assertThat(verifier.verified).hasSize(1);
        // And when
        elapsed = Duration.ofSeconds(61);
        bearer(token);
        // Then
        assertThat(verifier.verified).hasSize(2);
    }

    @Test
    void a_token_is_not_remembered_beyond_its_expiry() {
        // Given
        var token = token("county", Duration.ofSeconds(10));
        bearer(token);
        // When
        elapsed = Duration.ofSeconds(11);
        bearer(token);
        // Then
        assertThat(verifier.verified).hasSize(2);
    }

    @Test
    void an_expired_token_that_the_verifier_tolerates_is_not_remembered() {
        var token = token("county", Duration.ofSeconds(-1));
        bearer(token);
        bearer(token);
        assertThat(verifier.verified).hasSize(2);
    }

    @Test
    void a_token_without_a_readable_expiry_is_not_remembered() {
        for (var token : List.of("opaque", jwt("{\"sub\":\"county\"}"))) {
            bearer(token);
            bearer(token);
        }
        assertThat(verifier.verified).hasSize(4);
    }

    @Test
    void a_refused_token_is_verified_again_and_stays_refused() {
        var token = token("county", Duration.ofMinutes(5));
        verifier.revoked.add(token);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> bearer(token)).isInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(verifier.verified).hasSize(2);
    }

    @Test
    void a_token_that_differs_in_one_character_is_verified() {
        var token = token("county", Duration.ofMinutes(5));
        bearer(token);
        bearer(token + "x");
        bearer(token.toLowerCase());
        bearer(" " + token);
        assertThat(verifier.verified).hasSize(4);
    }

    @Test
    void the_number_of_remembered_tokens_is_limited() {
        var all = List.of(
                token("a", Duration.ofMinutes(5)),
                token("b", Duration.ofMinutes(5)),
                token("c", Duration.ofMinutes(5)));
        for (int i = 0; i < 20; i++) {
            all.forEach(this::bearer);
        }
        assertThat(verifier.verified).hasSizeGreaterThan(3);
    }

    @Test
    void the_identity_belongs_to_the_new_request_and_keeps_roles_permissions_and_credentials() {
        // Given
        var token = token("county", Duration.ofMinutes(5));
        var first = request(Map.of());
        authenticate(new AccessTokenCredential(token), first);
        // When
        var second = request(Map.of());
        var identity = authenticate(new AccessTokenCredential(token), second);
        // Then
        assertThat(verifier.verified).hasSize(1);
        assertThat(HttpSecurityUtils.getRoutingContextAttribute(identity)).isSameAs(second);
        assertThat(identity.<Object>getAttribute(AuthenticationRequestContext.class.getName()))
                .isSameAs(BLOCKING);
        assertThat(identity.<Object>getAttribute("tenant-id")).isEqualTo("Default");
        assertThat(identity.getPrincipal().getName()).isEqualTo("county");
        assertThat(identity.getRoles()).containsExactly("chief");
        assertThat(identity.checkPermissionBlocking(new StringPermission("profile")))
                .isTrue();
        assertThat(identity.checkPermissionBlocking(new StringPermission("admin")))
                .isFalse();
        assertThat(identity.getCredential(AccessTokenCredential.class).getToken())
                .isEqualTo(token);
    }

    @Test
    void a_session_is_verified_again_when_its_tokens_are_to_be_refreshed() {
        // Given
        var idToken = token("id", Duration.ofSeconds(50));
        var session = new AuthorizationCodeTokens(idToken, token("access", Duration.ofSeconds(40)), "refresh");
        session(session);
        // When
        elapsed = Duration.ofSeconds(9);
        session(session);
        // Then
        assertThat(verifier.verified).hasSize(1);
        // And when
        elapsed = Duration.ofSeconds(11);
        session(session);
        // Then
        assertThat(verifier.verified).hasSize(2);
    }

    @Test
    void an_id_token_with_another_access_token_is_verified() {
        var idToken = token("id", Duration.ofMinutes(5));
        session(new AuthorizationCodeTokens(idToken, token("one", Duration.ofMinutes(5)), "refresh"));
        session(new AuthorizationCodeTokens(idToken, token("other", Duration.ofMinutes(5)), "refresh"));
        bearer(idToken);
        assertThat(verifier.verified).hasSize(3);
    }

    @Test
    void the_id_token_of_a_log_in_is_always_verified_because_of_its_nonce() {
        // Given
        var idToken = token("id", Duration.ofMinutes(5));
        var session = new AuthorizationCodeTokens(idToken, token("access", Duration.ofMinutes(5)), "refresh");
        session(session);
        // When
        authenticate(
                new IdTokenCredential(idToken),
                request(Map.of(AuthorizationCodeTokens.class.getName(), session, "nonce", "n")));
        // Then
        assertThat(verifier.verified).hasSize(2);
    }

    private SecurityIdentity bearer(String token) {
        return authenticate(new AccessTokenCredential(token), request(Map.of()));
    }

    private SecurityIdentity session(AuthorizationCodeTokens session) {
        return authenticate(
                new IdTokenCredential(session.getIdToken()),
                request(Map.of(AuthorizationCodeTokens.class.getName(), session)));
    }

    private SecurityIdentity authenticate(TokenCredential credential, RoutingContext rc) {
        var request = new TokenAuthenticationRequest(credential);
        HttpSecurityUtils.setRoutingContextAttribute(request, rc);
        return tokens.authenticate(request, BLOCKING).await().indefinitely();
    }

    /** A request that has only data. */
    private static RoutingContext request(Map<String, Object> data) {
        var all = new HashMap<>(data);
        return (RoutingContext) Proxy.newProxyInstance(
                RoutingContext.class.getClassLoader(),
                new Class<?>[] {RoutingContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "get" -> all.get(args[0]);
                    case "equals" -> proxy == args[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "request";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static String token(String subject, Duration validity) {
        long expiry = NOW.plus(validity).getEpochSecond();
        return jwt("{\"sub\":\"%s\",\"exp\":%d}".formatted(subject, expiry));
    }

    private static String jwt(String claims) {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"RS256\"}".getBytes(UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(UTF_8)) + ".signature";
    }

    private static TokenCacheConfig config(int size) {
        return new TokenCacheConfig() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Duration maxAge() {
                return Duration.ofMinutes(1);
            }
        };
    }
}
