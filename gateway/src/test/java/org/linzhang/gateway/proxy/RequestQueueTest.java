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

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

/** A service with a single connection, so that the second call stands in line. */
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

    @TestHTTPResource
    URI gateway;

    @ConfigProperty(name = "linzhang.patrol-service")
    URI patrolService;

    HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    CompletableFuture<HttpResponse<String>> first;

    @BeforeEach
    void keepTheServiceBusy() throws Exception {
        int before = seen();
        first = put("/api/patrols/held/first");
        await().until(() -> seen() == before + 1);
    }

    @AfterEach
    void letItGo() throws Exception {
        release();
        first.join();
    }

    @Test
    void who_left_the_line_does_not_keep_the_next_one_waiting() throws Exception {
        // Given three in line, which the refusal of a fourth tells
        var callers = new ArrayList<Socket>();
        for (int nth = 0; nth < 4; nth++) {
            callers.add(beginPut("/api/patrols/held/left-" + nth));
        }
        await().until(() -> callers.stream().anyMatch(RequestQueueTest::isAnswered));
        // When
        for (var caller : callers) {
            caller.close();
        }
        release();
        // Then
        assertThat(put("/api/patrols/next").join().statusCode()).isEqualTo(200);
    }

    @Test
    void a_call_is_refused_when_it_has_stood_in_line_for_long() {
        // When
        var refusal = put("/api/patrols/held/second").join();
        // Then
        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(refusal.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(5L, 29L);
        assertThat(refusal.body()).contains("https://linzhang.org/problems/unavailable", "patrol-service is busy");
    }

    @Test
    void a_full_line_takes_nobody_in() {
        // When
        var calls = Stream.of("a", "b", "c", "d")
                .map(name -> put("/api/patrols/" + name))
                .toList();
        var refusal = CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new))
                .thenApply(HttpResponse.class::cast)
                .join();
        // Then
        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(calls).filteredOn(call -> !call.isDone()).as("in line").hasSize(3);
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

    /** A caller who may hang up. */
    private Socket beginPut(String path) throws IOException {
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

    private static boolean isAnswered(Socket caller) {
        try {
            return caller.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int seen() throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(patrolService.resolve("/seen")).build(), BodyHandlers.ofString());
        return Integer.parseInt(answer.body());
    }

    private void release() throws IOException, InterruptedException {
        client.send(
                HttpRequest.newBuilder(patrolService.resolve("/release"))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
    }
}
