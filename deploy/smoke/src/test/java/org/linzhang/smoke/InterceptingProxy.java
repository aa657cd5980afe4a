package org.linzhang.smoke;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The network between a browser and the platform: an HTTP proxy that responds to some requests itself. It also receives
 * the requests of the service worker.
 */
final class InterceptingProxy implements AutoCloseable {

    /** Headers of one connection (RFC 9110, section 7.6.1), and those that the HTTP client sets by itself. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade", "host", "content-length");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Function<URI, Optional<Reply>> interception = _ -> Optional.empty();

    /** A response that doesn't come from the platform. */
    record Reply(int status, Map<String, String> headers, byte[] body) {

        static Reply html(int status, String page) {
            return new Reply(
                    status, Map.of("Content-Type", "text/html; charset=utf-8"), page.getBytes(StandardCharsets.UTF_8));
        }
    }

    InterceptingProxy() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on, only requests for which the function returns no reply reach the platform. */
    void intercept(Function<URI, Optional<Reply>> replies) {
        interception = replies;
    }

    void letEverythingPass() {
        intercept(_ -> Optional.empty());
    }

    /** The platform's response to a GET request. */
    Reply fetch(URI uri) {
        try {
            return replyOf(client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var own = interception.apply(uri);
            if (own.isPresent()) {
                var reply = own.get();
                reply.headers().forEach(exchange.getResponseHeaders()::set);
                send(exchange, reply.status(), reply.body());
                return;
            }
            var response = client.send(requestOf(exchange, uri), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().map().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            send(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest requestOf(HttpExchange exchange, URI uri) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var request = HttpRequest.newBuilder(uri)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase())) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static Reply replyOf(HttpResponse<byte[]> response) {
        var headers = new java.util.HashMap<String, String>();
        response.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                headers.put(name, values.getFirst());
            }
        });
        return new Reply(response.statusCode(), headers, response.body());
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
