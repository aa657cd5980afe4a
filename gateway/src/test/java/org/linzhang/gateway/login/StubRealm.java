package org.linzhang.gateway.login;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A realm that lets everybody in as the county chief, with real tokens by the real code flow. {@code GET /ended} lists the
 * refresh tokens whose session was ended, {@code POST /answer?status=&body=} prepares the next answers of its end-session
 * endpoint, {@code POST /validity?seconds=} the life of its next tokens. {@code GET /refreshes} counts the uses of refresh
 * tokens. {@code GET /bearer} returns an access token,
 * {@code GET /bearer-of-phone} one whose audience does not include the gateway.
 * {@code POST /introspection?answer=} sets how its introspection endpoint answers: {@code active}, {@code revoked}, {@code error}
 * or {@code silent}; {@code GET /introspections} returns how often it was asked.
 */
public class StubRealm implements QuarkusTestResourceLifecycleManager {

    private static final String REALM = "/realms/linzhang";
    private static final String CLIENT = "linzhang-web";

    private final KeyPair keys = keys();
    private final JsonArray ended = new JsonArray();
    private Vertx vertx;
    private String address;
    private int status = 204;
    private String body = "";
    private int validity = 300;
    private int logins;
    private final AtomicInteger refreshes = new AtomicInteger();
    private final Set<String> usedRefreshTokens = ConcurrentHashMap.newKeySet();
    private String introspection = "active";
    private int introspections;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        var server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        address = "http://127.0.0.1:" + server.actualPort();
        return Map.of(
                "linzhang.keycloak",
                address + REALM,
                "linzhang.web-secret",
                "the-secret-of-the-client",
                "linzhang.session-secret",
                "secret-secret-secret-secret-secret",
                "test.realm",
                address);
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case REALM + "/.well-known/openid-configuration" -> json(request, discovery());
            case REALM + "/certs" -> json(request, new JsonObject().put("keys", new JsonArray().add(publicKey())));
            case REALM + "/token" -> request.setExpectMultipart(true).endHandler(_ -> grant(request));
            case "/refreshes" -> request.response().end(refreshes.toString());
            case REALM + "/end" -> request.setExpectMultipart(true).endHandler(_ -> end(request));
            case "/ended" -> request.response().end(ended.encode());
            case "/answer" -> {
                status = Integer.parseInt(request.getParam("status"));
                body = request.getParam("body", "");
                request.response().end();
            }
            case "/validity" -> {
                validity = Integer.parseInt(request.getParam("seconds"));
                request.response().end();
            }
            case REALM + "/introspect" -> request.setExpectMultipart(true).endHandler(_ -> introspect(request));
            case "/introspection" -> {
                introspection = request.getParam("answer");
                request.response().end();
            }
            case "/introspections" -> request.response().end(String.valueOf(introspections));
            case "/bearer-of-phone" -> request.response().end(token("linzhang"));
            case "/bearer" -> request.response().end(token("linzhang", CLIENT));
            default -> request.response().setStatusCode(404).end();
        }
    }

    /** A refresh takes some time, and each refresh token is accepted once. */
    private void grant(HttpServerRequest request) {
        var form = request.formAttributes();
        if (!"refresh_token".equals(form.get("grant_type"))) {
            json(request, tokens());
            return;
        }
        refreshes.incrementAndGet();
        boolean isUsed = !usedRefreshTokens.add(form.get("refresh_token"));
        vertx.setTimer(300, _ -> {
            if (isUsed) {
                request.response().setStatusCode(400).end("{\"error\":\"invalid_grant\"}");
            } else {
                json(request, tokens());
            }
        });
    }

    private void introspect(HttpServerRequest request) {
        introspections++;
        switch (introspection) {
            case "active" -> json(request, new JsonObject().put("active", true));
            case "revoked" -> json(request, new JsonObject().put("active", false));
            case "error" -> request.response().setStatusCode(500).end();
            default -> {
                // silent
            }
        }
    }

    private void end(HttpServerRequest request) {
        var form = request.formAttributes();
        if (!CLIENT.equals(form.get("client_id")) || !"the-secret-of-the-client".equals(form.get("client_secret"))) {
            request.response().setStatusCode(401).end("{\"error\":\"unauthorized_client\"}");
            return;
        }
        if (status == 204) {
            ended.add(form.get("refresh_token"));
        }
        request.response().setStatusCode(status).end(body);
    }

    private JsonObject discovery() {
        var realm = address + REALM;
        return new JsonObject()
                .put("issuer", realm)
                .put("authorization_endpoint", realm + "/auth")
                .put("token_endpoint", realm + "/token")
                .put("jwks_uri", realm + "/certs")
                .put("introspection_endpoint", realm + "/introspect")
                .put("end_session_endpoint", realm + "/end");
    }

    private JsonObject tokens() {
        logins++;
        return new JsonObject()
                .put("token_type", "Bearer")
                .put("expires_in", validity)
                .put("id_token", token(CLIENT))
                .put("access_token", token("linzhang", CLIENT))
                .put("refresh_token", "refresh-" + logins);
    }

    private String token(String... audience) {
        long now = System.currentTimeMillis() / 1000;
        return Jwt.claims()
                .issuer(address + REALM)
                .subject("5f1c")
                .claim("jti", UUID.randomUUID().toString())
                .preferredUserName("county")
                .audience(Set.of(audience))
                .claim("sid", "session-" + logins)
                .claim("name", "赵县林长")
                .claim("roles", Set.of("chief"))
                .claim("region", "512002")
                .issuedAt(now)
                .expiresAt(now + validity)
                .jws()
                .keyId("test")
                .sign(keys.getPrivate());
    }

    private JsonObject publicKey() {
        var key = (RSAPublicKey) keys.getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("alg", "RS256")
                .put("use", "sig")
                .put("kid", "test")
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
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
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
