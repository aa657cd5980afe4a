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

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@WithTestResource(Upstreams.class)
class StreamTest {

    @TestHTTPResource
    URI gateway;

    @ConfigProperty(name = "linzhang.notification-service")
    URI notificationService;

    HttpClient chief =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpClient inside = HttpClient.newHttpClient();

    @AfterEach
    void hangUp() {
        chief.shutdownNow();
        await().until(this::listeners, "0"::equals);
    }

    @Test
    void an_event_arrives_at_once_and_not_when_the_stream_ends() throws Exception {
        // Given
        var events = listen(Tokens.of("county")).body().iterator();
        assertThat(next(events)).isEqualTo("data: hello");
        // When
        push("fire");
        // Then
        assertThat(next(events)).isEqualTo("data: fire");
        assertThat(listeners()).isEqualTo("1");
    }

    @Test
    void a_stream_is_as_silent_as_it_likes() throws Exception {
        // Given a stream, and ordinary calls given up after a second
        var events = listen(Tokens.of("county")).body().iterator();
        next(events);
        // When
        await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
        push("still here");
        // Then
        assertThat(next(events)).isEqualTo("data: still here");
    }

    @Test
    void a_stream_is_neither_compressed_nor_kept_by_anyone_between() throws Exception {
        // When
        var response = listen(Tokens.of("county"));
        // Then
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(response.headers().firstValue("Content-Encoding").orElse("identity"))
                .isEqualTo("identity");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
    }

    @Test
    void the_service_learns_that_a_chief_has_left() throws Exception {
        // Given
        next(listen(Tokens.of("county")).body().iterator());
        assertThat(listeners()).isEqualTo("1");
        // When
        chief.shutdownNow();
        // Then
        await().atMost(Duration.ofSeconds(5)).until(this::listeners, "0"::equals);
    }

    @Test
    void a_stream_ends_when_the_right_to_it_does() throws Exception {
        // Given
        var token = Tokens.of("county", "赵县林长", "512002", Duration.ofSeconds(2), "chief");
        // When
        long start = System.nanoTime();
        var lines = listen(token).body().filter(line -> !line.isEmpty()).toList();
        // Then
        assertThat(lines).containsExactly("data: hello");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        await().until(this::listeners, "0"::equals);
    }

    private HttpResponse<Stream<String>> listen(String token) throws IOException, InterruptedException {
        return chief.send(
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
        inside.send(
                HttpRequest.newBuilder(notificationService.resolve("/push"))
                        .POST(HttpRequest.BodyPublishers.ofString(event))
                        .build(),
                BodyHandlers.discarding());
    }

    private String listeners() throws IOException, InterruptedException {
        return inside.send(
                        HttpRequest.newBuilder(notificationService.resolve("/listeners"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
