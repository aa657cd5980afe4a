package org.linzhang.gateway.login;

import java.time.Duration;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The sessions that were ended by a log-out at this gateway, until their tokens have expired. Keycloak issues no new tokens for
 * them; this refuses those that were issued before, in a copied cookie or as bearer tokens.
 */
@Singleton
class EndedSessions {

    /** Keycloak's id of the session, in all its tokens (OpenID Connect Back-Channel Logout 1.0, section 2.1). */
    private static final String SESSION_ID = "sid";

    /** Longer than the life of access tokens, five minutes. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MAX_SESSIONS = 100_000;

    private final Cache<String, Boolean> ended = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_SESSIONS)
            .build();

    /** @param idToken a token of the session */
    void add(String idToken) {
        var claims = OidcUtils.decodeJwtContent(idToken);
        var session = claims == null ? null : claims.getString(SESSION_ID);
        if (session != null) {
            ended.put(session, true);
        }
    }

    boolean contains(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token
                && token.getClaim(SESSION_ID) instanceof Object session
                && ended.getIfPresent(session.toString()) != null;
    }
}
