package org.linzhang.gateway.login;

import java.time.Instant;
import java.util.Base64;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * What a caller shows to the services, be it sent by them or kept in their session.
 *
 * @param text the JWT
 * @param expiresAt from when on no service takes it
 */
public record AccessToken(String text, Instant expiresAt) {

    /** The verified token of a request that has come through the door. */
    public static AccessToken of(RoutingContext rc) {
        var identity = ((QuarkusHttpUser) rc.user()).getSecurityIdentity();
        var text = identity.getCredential(AccessTokenCredential.class).getToken();
        return new AccessToken(text, Instant.ofEpochSecond(claims(text).getLong("exp")));
    }

    private static JsonObject claims(String token) {
        var payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(payload)));
    }
}
