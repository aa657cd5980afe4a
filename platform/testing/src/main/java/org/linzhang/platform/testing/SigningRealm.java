package org.linzhang.platform.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * An identity provider that publishes its key (OpenID Connect Discovery, JWK Set) and has no users. The configuration contains
 * the issuer as {@code test.realm} and the private key as {@code test.realm-key}, for {@link SignedTokens}.
 */
public class SigningRealm implements QuarkusTestResourceLifecycleManager {

    private static final String PATH = "/realms/linzhang";

    private final KeyPair keys = keys();
    private Vertx vertx;
    private String issuer;
    private Map<String, String> settings = Map.of();

    /** @param settings further configuration of the application under test */
    @Override
    public void init(Map<String, String> settings) {
        this.settings = settings;
    }

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        var server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        issuer = "http://127.0.0.1:" + server.actualPort() + PATH;
        var config = new HashMap<>(settings);
        config.put("linzhang.keycloak", issuer);
        config.put("quarkus.oidc.auth-server-url", issuer);
        config.put("quarkus.oidc.public-key", "");
        config.put("test.realm", issuer);
        config.put(
                "test.realm-key",
                Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
        return config;
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case PATH + "/.well-known/openid-configuration" ->
                json(request, new JsonObject().put("issuer", issuer).put("jwks_uri", issuer + "/certs"));
            case PATH + "/certs" -> json(request, new JsonObject().put("keys", new JsonArray().add(publicKey())));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private JsonObject publicKey() {
        var key = (RSAPublicKey) keys.getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("alg", "RS256")
                .put("use", "sig")
                .put("kid", SignedTokens.KEY_ID)
                .put("n", base64(key.getModulus()))
                .put("e", base64(key.getPublicExponent()));
    }

    private static void json(HttpServerRequest request, JsonObject content) {
        request.response().putHeader("Content-Type", "application/json").end(content.encode());
    }

    /** Unsigned, big-endian (RFC 7518, section 2). */
    private static String base64(BigInteger number) {
        var bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
