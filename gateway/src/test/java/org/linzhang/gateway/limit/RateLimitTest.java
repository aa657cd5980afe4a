package org.linzhang.gateway.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

/** The gateway is behind a reverse proxy, so that each test can use an address of its own. */
@QuarkusTest
@WithTestResource(
        value = Upstreams.class,
        initArgs = {
            @ResourceArg(name = "quarkus.http.proxy.proxy-address-forwarding", value = "true"),
            @ResourceArg(name = "linzhang.limit.user.requests-per-second", value = "1"),
            @ResourceArg(name = "linzhang.limit.user.burst", value = "5"),
            @ResourceArg(name = "linzhang.limit.user.streams", value = "2"),
            @ResourceArg(name = "linzhang.limit.address.requests-per-second", value = "1"),
            @ResourceArg(name = "linzhang.limit.address.burst", value = "10"),
        })
class RateLimitTest {

    @TestHTTPResource
    URI gateway;

    @Test
    void a_user_who_sends_too_many_requests_is_refused_until_some_time_has_passed() {
        // Given
        for (int i = 0; i < 5; i++) {
            get("first", "192.0.2." + i).then().statusCode(200);
        }
        // When
        var refused = get("first", "192.0.2.9");
        // Then
        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("type", equalTo("https://linzhang.org/problems/too-many-requests"))
                .body("detail", containsString("you send too many requests"));
        get("second", "192.0.2.9").then().statusCode(200);
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(700))
                .until(() -> get("first", "192.0.2.10").statusCode() == 200);
    }

    @Test
    void an_address_that_sends_too_many_requests_is_refused_before_the_token_is_verified() {
        // When
        var statuses = IntStream.range(0, 12)
                .map(_ -> given().header("X-Forwarded-For", "198.51.100.1")
                        .auth()
                        .oauth2("forged")
                        .get("/api/patrols")
                        .statusCode())
                .toArray();
        // Then
        assertThat(statuses)
                .startsWith(401, 401, 401, 401, 401, 401, 401, 401, 401, 401)
                .contains(429);
        get("third", "198.51.100.1")
                .then()
                .statusCode(429)
                .header("RateLimit-Policy", "\"address\";q=10;w=10")
                .body("detail", containsString("your network sends too many requests"));
        get("third", "198.51.100.2").then().statusCode(200);
    }

    @Test
    void a_response_states_what_is_left() {
        get("fourth", "203.0.113.1")
                .then()
                .header("RateLimit-Policy", "\"user\";q=5;w=5")
                .header("RateLimit", "\"user\";r=4;t=1");
        given().header("X-Forwarded-For", "203.0.113.1")
                .get("/api/settings")
                .then()
                .header("RateLimit", nullValue());
    }

    @Test
    void a_user_opens_a_limited_number_of_streams() throws Exception {
        // Given
        try (var first = openStream("fifth", "/api/alerts/stream");
                var second = openStream("fifth", "//api/alerts/stream/")) {
            // When
            var refused = openStream("fifth", "/api/alerts/stream");
            // Then
            assertThat(statusOf(first)).isEqualTo("200");
            assertThat(statusOf(second)).isEqualTo("200");
            assertThat(statusOf(refused)).isEqualTo("429");
        }
        // And when the streams have ended
        await().pollInterval(Duration.ofSeconds(1)).until(() -> {
            try (var next = openStream("fifth", "/api/alerts/stream")) {
                return statusOf(next).equals("200");
            }
        });
    }

    private static Response get(String user, String address) {
        return given().header("X-Forwarded-For", address)
                .auth()
                .oauth2(Tokens.of(user, user, "512002", "chief"))
                .get("/api/patrols");
    }

    private Socket openStream(String user, String path) throws IOException {
        var socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write("""
                GET %s HTTP/1.1
                Host: %s
                X-Forwarded-For: 203.0.113.77
                Authorization: Bearer %s

                """.formatted(path, gateway.getAuthority(), Tokens.of(user, user, "512002", "chief"))
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String statusOf(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).substring(9);
    }
}
