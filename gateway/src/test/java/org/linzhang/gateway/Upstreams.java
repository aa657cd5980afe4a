package org.linzhang.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

import org.linzhang.platform.testing.Tokens;

/**
 * HTTP servers on the far side of the gateway.
 *
 * <p>The patrol-service says what reached it, and on {@code /api/patrols/silent} says nothing at all; what it is asked below
 * {@code /api/patrols/held} it answers after a {@code POST /release}, and {@code GET /seen} tells how much of that it saw. The
 * notification-service has the stream of alerts; {@code POST /push} sends its body as one more event to all who listen,
 * and {@code GET /listeners} counts them. At the address of the incident-service nobody listens.
 */
public class Upstreams implements QuarkusTestResourceLifecycleManager {

    private final List<HttpServerResponse> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private final AtomicInteger seen = new AtomicInteger();
    private Map<String, String> settings = Map.of();
    private Vertx vertx;

    /** @param settings of the gateway, on top of those of {@link #start} */
    @Override
    public void init(Map<String, String> settings) {
        this.settings = settings;
    }

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        var config = new HashMap<>(Tokens.config());
        config.put("linzhang.patrol-service", listen(this::patrols));
        config.put("linzhang.notification-service", listen(this::alerts));
        config.put("linzhang.incident-service", "http://127.0.0.1:" + freePort());
        config.put("linzhang.proxy.idle-timeout", "1s");
        config.put("linzhang.tile-url", "https://tiles.example/{z}/{x}/{y}.png");
        // Keys without an identity provider go with tokens only; the code flow is walked in the smoke module.
        config.put("quarkus.oidc.application-type", "service");
        config.put("linzhang.web-secret", "unused");
        config.put("linzhang.session-secret", "unused-unused-unused-unused-unused");
        config.putAll(settings);
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

    private void patrols(HttpServerRequest request) {
        var path = request.path();
        if (path.startsWith("/api/patrols/held")) {
            request.body().onSuccess(body -> held.add(() -> echo(request, body)));
            seen.incrementAndGet();
        } else if (path.equals("/release")) {
            held.forEach(Runnable::run);
            held.clear();
            request.response().end();
        } else if (path.equals("/seen")) {
            request.response().end(Integer.toString(seen.get()));
        } else if (!path.equals("/api/patrols/silent")) {
            request.body().onSuccess(body -> echo(request, body));
        }
    }

    private static void echo(HttpServerRequest request, Buffer body) {
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
