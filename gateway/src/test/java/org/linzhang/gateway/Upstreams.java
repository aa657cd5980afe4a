package org.linzhang.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

import org.linzhang.platform.testing.Tokens;

/**
 * HTTP servers on the far side of the gateway.
 *
 * <p>The patrol-service says what reached it, and on {@code /api/patrols/silent} says nothing at all. The
 * notification-service has the stream of alerts; {@code POST /push} sends its body as one more event to all who listen,
 * and {@code GET /listeners} counts them. At the address of the incident-service nobody listens.
 */
public class Upstreams implements QuarkusTestResourceLifecycleManager {

    private final List<HttpServerResponse> listeners = new CopyOnWriteArrayList<>();
    private Vertx vertx;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        var config = new HashMap<>(Tokens.config());
        config.put("linzhang.patrol-service", listen(this::echo));
        config.put("linzhang.notification-service", listen(this::alerts));
        config.put("linzhang.incident-service", "http://127.0.0.1:" + freePort());
        config.put("linzhang.proxy.silence", "1s");
        config.put("linzhang.tile-url", "https://tiles.example/{z}/{x}/{y}.png");
        // Keys without an identity provider go with tokens only; the code flow is walked in the smoke module.
        config.put("quarkus.oidc.application-type", "service");
        config.put("linzhang.web-secret", "unused");
        config.put("linzhang.session-secret", "unused-unused-unused-unused-unused");
        return config;
    }

    private String listen(Handler<HttpServerRequest> handler) {
        var server = vertx.createHttpServer()
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void echo(HttpServerRequest request) {
        if (request.path().endsWith("/silent")) {
            return;
        }
        request.body().onSuccess(body -> {
            var headers = new JsonObject();
            request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(), header.getValue()));
            var seen = new JsonObject()
                    .put("method", request.method().name())
                    .put("uri", request.uri())
                    .put("headers", headers)
                    .put("length", body.length());
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Set-Cookie", "theirs=1")
                    .putHeader("Server", "inner")
                    .putHeader("X-Frame-Options", "theirs")
                    .end(seen.encode());
        });
    }

    private void alerts(HttpServerRequest request) {
        switch (request.path()) {
            case "/api/alerts/stream" -> {
                var response = request.response();
                listeners.add(response);
                response.exceptionHandler(_ -> listeners.remove(response));
                response.closeHandler(_ -> listeners.remove(response));
                response.setChunked(true)
                        .putHeader("Content-Type", "text/event-stream")
                        .write("data: hello\n\n");
            }
            case "/push" ->
                request.body().onSuccess(body -> {
                    listeners.forEach(listener -> listener.write("data: " + body + "\n\n"));
                    request.response().end();
                });
            case "/listeners" -> request.response().end(Integer.toString(listeners.size()));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
