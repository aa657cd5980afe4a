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
 * HTTP servers that take the place of the services.
 *
 * <p>patrol-service returns each request as JSON. It never responds to {@code /api/patrols/silent}. It responds to paths
 * under {@code /api/patrols/held} after a {@code POST /release}; {@code GET /held} returns how many it has received.
 *
 * <p>notification-service has an empty list of alerts and the alert stream. {@code POST /events} sends its body as an event to all subscribers;
 * {@code GET /subscribers} returns their number.
 *
 * <p>incident-service is unavailable: its port is closed.
 */
public class Upstreams implements QuarkusTestResourceLifecycleManager {

    private final List<HttpServerResponse> subscribers = new CopyOnWriteArrayList<>();
    private final List<Runnable> heldResponses = new CopyOnWriteArrayList<>();
    private final AtomicInteger heldCount = new AtomicInteger();
    private Map<String, String> settings = Map.of();
    private Vertx vertx;

    /** @param settings override those of {@link #start} */
    @Override
    public void init(Map<String, String> settings) {
        this.settings = settings;
    }

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        var config = new HashMap<>(Tokens.config());
        config.put("linzhang.patrol-service", listen(this::patrolService));
        config.put("linzhang.notification-service", listen(this::notificationService));
        config.put("linzhang.incident-service", "http://127.0.0.1:" + freePort());
        config.put("linzhang.proxy.idle-timeout", "1s");
        config.put("linzhang.tile-url", "https://tiles.example/{z}/{x}/{y}.png");
        // Public keys without an identity provider work for bearer tokens only. The smoke tests cover the code flow.
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

    private void patrolService(HttpServerRequest request) {
        var path = request.path();
        if (path.startsWith("/api/patrols/held")) {
            request.body().onSuccess(body -> {
                heldResponses.add(() -> echo(request, body));
                heldCount.incrementAndGet();
            });
        } else if (path.equals("/release")) {
            heldResponses.forEach(Runnable::run);
            heldResponses.clear();
            request.response().end();
        } else if (path.equals("/held")) {
            request.response().end(Integer.toString(heldCount.get()));
        } else if (!path.equals("/api/patrols/silent")) {
            request.body().onSuccess(body -> echo(request, body));
        }
    }

    private static void echo(HttpServerRequest request, Buffer body) {
        var headers = new JsonObject();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(), header.getValue()));
        var received = new JsonObject()
                .put("method", request.method().name())
                .put("uri", request.uri())
                .put("headers", headers)
                .put("length", body.length());
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Set-Cookie", "service=1")
                .putHeader("Server", "internal")
                .putHeader("Keep-Alive", "timeout=77")
                .putHeader("Proxy-Authenticate", "Basic")
                .putHeader("X-Content-Type-Options", "set-by-the-service")
                .end(received.encode());
    }

    private void notificationService(HttpServerRequest request) {
        switch (withoutMatrixParameters(request.path())) {
            case "/api/alerts/stream" -> {
                var response = request.response();
                subscribers.add(response);
                response.exceptionHandler(_ -> subscribers.remove(response));
                response.closeHandler(_ -> subscribers.remove(response));
                response.setChunked(true)
                        .putHeader("Content-Type", "text/event-stream")
                        .write("data: hello\n\n");
            }
            case "/events" ->
                request.body().onSuccess(body -> {
                    subscribers.forEach(subscriber -> subscriber.write("data: " + body + "\n\n"));
                    request.response().end();
                });
            case "/api/alerts" -> request.response().end("[]");
            case "/subscribers" -> request.response().end(Integer.toString(subscribers.size()));
            default -> request.response().setStatusCode(404).end();
        }
    }

    /** Quarkus REST finds a resource by other spellings of its path as well. */
    private static String withoutMatrixParameters(String path) {
        return path.replaceAll(";[^/]*", "").replaceAll("/+$", "");
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
