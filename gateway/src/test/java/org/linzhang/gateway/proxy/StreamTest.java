package org.linzhang.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@WithTestResource(Upstreams.class)
@Timeout(30)
class StreamTest {

    @TestHTTPResource
    URI gateway;

    @ConfigProperty(name = "linzhang.notification-service")
    URI notificationService;

    HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpClient internalClient = HttpClient.newHttpClient();

    @AfterEach
    void disconnect() {
        client.shutdownNow();
        await().until(this::subscriberCount, "0"::equals);
    }

    @Test
    void an_event_arrives_while_the_stream_is_open() throws Exception {
        // Given
        var events = subscribe(Tokens.of("county")).body().iterator();
        assertThat(next(events)).isEqualTo("data: hello");
        // When
        push("fire");
        // Then
        assertThat(next(events)).isEqualTo("data: fire");
        assertThat(subscriberCount()).isEqualTo("1");
    }

    @Test
    void a_stream_has_no_idle_timeout() throws Exception {
        // Given a stream, and an idle time-out of one second for ordinary calls
        var events = subscribe(Tokens.of("county")).body().iterator();
        next(events);
        // When
        await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(5)).until(this::subscriberCount, "1"::equals);
        push("after the idle time-out");
        // Then
        assertThat(next(events)).isEqualTo("data: after the idle time-out");
    }

    @Test
    void a_stream_is_neither_compressed_nor_cached_nor_buffered() throws Exception {
        // When
        var response = subscribe(Tokens.of("county"));
        // Then
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(response.headers().firstValue("Content-Encoding").orElse("identity"))
                .isEqualTo("identity");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
    }

    @Test
    void the_connection_to_the_service_is_closed_when_the_client_disconnects() throws Exception {
        // Given
        next(subscribe(Tokens.of("county")).body().iterator());
        assertThat(subscriberCount()).isEqualTo("1");
        // When
        client.shutdownNow();
        // Then
        await().atMost(Duration.ofSeconds(5)).until(this::subscriberCount, "0"::equals);
    }

    @Test
    void a_stream_ends_when_the_token_expires() throws Exception {
        // Given
        var token = Tokens.of("county", "赵县林长", "512002", Duration.ofSeconds(2), "chief");
        // When
        long start = System.nanoTime();
        var lines = subscribe(token).body().filter(line -> !line.isEmpty()).toList();
        // Then
        assertThat(lines).containsExactly("data: hello");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        await().until(this::subscriberCount, "0"::equals);
    }

    private HttpResponse<Stream<String>> subscribe(String token) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(gateway.resolve("/api/alerts/stream"))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "text/event-stream")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofLines());
    }

    private static String next(Iterator<String> lines) {
        var line = lines.next();
        return line.isEmpty() ? next(lines) : line;
    }

    private void push(String event) throws IOException, InterruptedException {
        internalClient.send(
                HttpRequest.newBuilder(notificationService.resolve("/events"))
                        .POST(HttpRequest.BodyPublishers.ofString(event))
                        .build(),
                BodyHandlers.discarding());
    }

    private String subscriberCount() throws IOException, InterruptedException {
        return internalClient
                .send(
                        HttpRequest.newBuilder(notificationService.resolve("/subscribers"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
