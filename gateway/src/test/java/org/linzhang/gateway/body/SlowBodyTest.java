package org.linzhang.gateway.body;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

/** The gateway has four connections to each service, and many more clients that send a byte every 200 ms. */
@QuarkusTest
@WithTestResource(
        value = Upstreams.class,
        initArgs = {
            @ResourceArg(name = "linzhang.proxy.connections", value = "4"),
            @ResourceArg(name = "linzhang.proxy.queue-timeout", value = "1s"),
            @ResourceArg(name = "linzhang.proxy.idle-timeout", value = "1M"),
            @ResourceArg(name = "linzhang.body.min-rate", value = "100"),
            @ResourceArg(name = "linzhang.body.rate-period", value = "4s"),
            @ResourceArg(name = "linzhang.body.per-user", value = "30"),
        })
class SlowBodyTest {

    private static final int SLOW_CLIENTS = 20;

    @TestHTTPResource
    URI gateway;

    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void disconnect() throws IOException {
        sender.shutdownNow();
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Test
    void honest_calls_are_answered_while_others_send_slowly() throws Exception {
        // Given
        for (int i = 0; i < SLOW_CLIENTS; i++) {
            sendSlowly("PUT /api/patrols/" + i + " HTTP/1.1\nContent-Length: 1000");
        }
        // When
        for (int i = 0; i < 10; i++) {
            // Then
            given().auth()
                    .oauth2(Tokens.of("county"))
                    .get("/api/patrols")
                    .then()
                    .statusCode(200);
            given().auth()
                    .oauth2(Tokens.of("county"))
                    .body("{}")
                    .put("/api/patrols/1/finish")
                    .then()
                    .statusCode(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
    void a_body_that_arrives_too_slowly_is_refused_and_the_connection_is_closed(String header) throws Exception {
        // When
        var socket = sendSlowly("PUT /api/patrols/1 HTTP/1.1\n" + header);
        // Then
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 408 ")
                .contains("application/problem+json", "https://linzhang.org/problems/body-too-slow");
    }

    @Test
    void a_body_that_arrives_slowly_but_faster_than_the_limit_passes() throws Exception {
        // Given 200 bytes a second, longer than the period in which the rate is measured
        var socket = connect("PUT /api/patrols/1 HTTP/1.1\nContent-Length: 1000");
        // When
        for (int sent = 0; sent < 1000; sent += 100) {
            socket.getOutputStream().write("x".repeat(100).getBytes(StandardCharsets.US_ASCII));
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        }
        // Then
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 200");
    }

    @Test
    void one_user_sends_a_limited_number_of_bodies_at_the_same_time() throws Exception {
        // Given
        for (int i = 0; i < 30; i++) {
            sendSlowly("PUT /api/patrols/1 HTTP/1.1\nContent-Length: 1000");
        }
        // When
        var refused = await().until(
                        () -> given().auth()
                                .oauth2(Tokens.of("ranger"))
                                .body("{}")
                                .put("/api/patrols/2"),
                        response -> response.statusCode() == 429);
        // Then
        assertThat(refused.header("Retry-After")).isEqualTo("4");
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        given().auth().oauth2(Tokens.of("ranger")).get("/api/patrols").then().statusCode(200);
        given().auth()
                .oauth2(Tokens.of("village"))
                .body("{}")
                .put("/api/patrols/2")
                .then()
                .statusCode(200);
    }

    private Socket sendSlowly(String head) throws IOException {
        var socket = connect(head);
        var text = head.contains("chunked") ? "1\r\nx\r\n" : "x";
        sender.scheduleAtFixedRate(() -> write(socket, text), 0, 200, TimeUnit.MILLISECONDS);
        return socket;
    }

    private static void write(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Socket connect(String head) throws IOException {
        var socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setSoTimeout(15_000);
        sockets.add(socket);
        write(socket, """
                %s
                Host: %s
                Authorization: Bearer %s

                """.formatted(head, gateway.getAuthority(), Tokens.of("ranger"))
                .replace("\n", "\r\n"));
        return socket;
    }
}
