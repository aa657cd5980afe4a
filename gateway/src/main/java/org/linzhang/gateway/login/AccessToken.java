package org.linzhang.gateway.login;

import java.time.Instant;
import java.util.Base64;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * The access token that is sent to the services: the bearer token of the request, or the one stored in the session.
 *
 * @param text the JWT
 */
public record AccessToken(String text) {

    /** The verified access token of an authenticated request. */
    public static AccessToken of(RoutingContext rc) {
        var identity = ((QuarkusHttpUser) rc.user()).getSecurityIdentity();
        return new AccessToken(
                identity.getCredential(AccessTokenCredential.class).getToken());
    }

    public Instant expiresAt() {
        return Instant.ofEpochSecond(claims(text).getLong("exp"));
    }

    private static JsonObject claims(String token) {
        var payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(payload)));
    }
}
