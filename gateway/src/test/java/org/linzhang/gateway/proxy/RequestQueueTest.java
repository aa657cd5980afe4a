package org.linzhang.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

/** The gateway has a single connection to each service, so the second call waits in the queue. */
@QuarkusTest
@WithTestResource(
        value = Upstreams.class,
        initArgs = {
            @ResourceArg(name = "linzhang.proxy.connections", value = "1"),
            @ResourceArg(name = "linzhang.proxy.queue-size", value = "3"),
            @ResourceArg(name = "linzhang.proxy.queue-timeout", value = "2s"),
            @ResourceArg(name = "linzhang.proxy.idle-timeout", value = "1M"),
        })
class RequestQueueTest {

    private static final Duration QUEUE_TIMEOUT = Duration.ofSeconds(2);

    @TestHTTPResource
    URI gateway;

    @ConfigProperty(name = "linzhang.patrol-service")
    URI patrolService;

    HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    CompletableFuture<HttpResponse<String>> first;

    @BeforeEach
    void occupyTheConnection() throws Exception {
        int before = heldCount();
        first = put("/api/patrols/held/first");
        await().until(() -> heldCount() == before + 1);
    }

    @AfterEach
    void releaseTheConnection() throws Exception {
        release();
        first.join();
    }

    @Test
    void a_client_that_disconnected_in_the_queue_does_not_block_the_next_call() throws Exception {
        // Given a full queue: the fourth call is refused
        var clients = new ArrayList<Socket>();
        for (int nth = 0; nth < 4; nth++) {
            clients.add(sendPut("/api/patrols/held/abandoned-" + nth));
        }
        await().until(() -> clients.stream().anyMatch(RequestQueueTest::hasResponse));
        // When
        for (var client : clients) {
            client.close();
        }
        release();
        // Then
        assertThat(put("/api/patrols/next").join().statusCode()).isEqualTo(200);
    }

    @Test
    void a_call_in_the_queue_is_refused_after_the_queue_timeout() {
        // When
        long start = System.nanoTime();
        var response = put("/api/patrols/held/second").join();
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(QUEUE_TIMEOUT.minusMillis(100), QUEUE_TIMEOUT.plusSeconds(4));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(5L, 29L);
        assertThat(response.body()).contains("https://linzhang.org/problems/unavailable", "patrol-service is busy");
    }

    @Test
    void a_call_is_refused_at_once_if_the_queue_is_full() {
        // When
        long start = System.nanoTime();
        var calls = Stream.of("a", "b", "c", "d")
                .map(name -> put("/api/patrols/" + name))
                .toList();
        var response = CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new))
                .thenApply(HttpResponse.class::cast)
                .join();
        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUEUE_TIMEOUT);
        assertThat(calls).filteredOn(call -> !call.isDone()).as("in the queue").hasSize(3);
    }

    @Test
    void open_streams_do_not_occupy_the_connections_of_calls() throws Exception {
        // Given
        try (var firstStream = client.send(get("/api/alerts/stream"), BodyHandlers.ofInputStream())
                        .body();
                var secondStream = client.send(get("/api/alerts/stream"), BodyHandlers.ofInputStream())
                        .body()) {
            // When
            var response = client.send(get("/api/alerts"), BodyHandlers.ofString());
            // Then
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(firstStream.read()).isEqualTo('d');
            assertThat(secondStream.read()).isEqualTo('d');
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/alerts/stream/",
                "//api/alerts/stream",
                "/api//alerts/./stream",
                "/api/alerts/%73tream",
                "/api/alerts/x/../stream//"
            })
    void another_spelling_of_a_stream_does_not_occupy_the_connection_of_calls_either(String path) throws Exception {
        // Given
        try (var stream = new Socket(gateway.getHost(), gateway.getPort())) {
            stream.getOutputStream().write(requestLines("GET", path).getBytes(StandardCharsets.US_ASCII));
            stream.setSoTimeout(5_000);
            assertThat(stream.getInputStream().readNBytes(12))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("HTTP/1.1 200");
            // When
            var response = client.send(get("/api/alerts"), BodyHandlers.ofString());
            // Then
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    private String requestLines(String method, String path) {
        return """
                %s %s HTTP/1.1
                Host: %s
                Authorization: Bearer %s

                """.formatted(method, path, gateway.getAuthority(), Tokens.of("county"))
                .replace("\n", "\r\n");
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .header("Authorization", "Bearer " + Tokens.of("county"))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    private CompletableFuture<HttpResponse<String>> put(String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(gateway.resolve(path))
                        .header("Authorization", "Bearer " + Tokens.of("ranger"))
                        .timeout(Duration.ofSeconds(10))
                        .PUT(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
    }

    /** A client on a plain socket, so that the test can disconnect it. */
    private Socket sendPut(String path) throws IOException {
        var socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.getOutputStream().write("""
                PUT %s HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                Content-Length: 2

                {}""".formatted(path, gateway.getAuthority(), Tokens.of("ranger"))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean hasResponse(Socket client) {
        try {
            return client.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int heldCount() throws IOException, InterruptedException {
        var response = client.send(
                HttpRequest.newBuilder(patrolService.resolve("/held")).build(), BodyHandlers.ofString());
        return Integer.parseInt(response.body());
    }

    private void release() throws IOException, InterruptedException {
        client.send(
                HttpRequest.newBuilder(patrolService.resolve("/release"))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
    }
}
