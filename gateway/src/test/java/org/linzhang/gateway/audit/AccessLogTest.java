package org.linzhang.gateway.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@WithTestResource(Upstreams.class)
class AccessLogTest {

    private static final String UUID_VERSION_7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private final Logger log = Logger.getLogger("org.linzhang.gateway.access");
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        log.addHandler(lines);
    }

    @AfterEach
    void leave() {
        log.removeHandler(lines);
    }

    @Test
    void a_request_is_called_the_same_by_the_client_the_service_and_the_log() {
        // When
        var answer = given().auth()
                .oauth2(Tokens.of("ranger"))
                .header("X-Request-Id", "phone-7.42_a")
                .get("/api/patrols?q=secret");
        // Then
        answer.then().header("X-Request-Id", "phone-7.42_a").body("headers.x-request-id", equalTo("phone-7.42_a"));
        var line = await().until(() -> lines.of("phone-7.42_a"), found -> !found.isEmpty());
        assertThat(line)
                .singleElement()
                .asString()
                .matches("GET /api/patrols 200 \\d+ ms user=ranger from=127\\.0\\.0\\.1 request=phone-7\\.42_a");
    }

    @Test
    void a_request_without_a_name_is_given_one() {
        given().get("/api/settings").then().header("X-Request-Id", matchesPattern(UUID_VERSION_7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "has space",
                "semi;colon",
                "x\"y",
                "林",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void a_name_that_could_break_a_log_is_replaced(String name) {
        given().header("X-Request-Id", name)
                .get("/api/settings")
                .then()
                .header("X-Request-Id", matchesPattern(UUID_VERSION_7));
    }

    @Test
    void a_refusal_says_which_request_it_was() {
        given().header("X-Request-Id", "r-1")
                .get("/api/me")
                .then()
                .statusCode(401)
                .body("requestId", equalTo("r-1"));
    }

    private static final class Lines extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        List<String> of(String request) {
            return lines.stream()
                    .filter(line -> line.endsWith("request=" + request))
                    .toList();
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(entry instanceof ExtLogRecord ext ? ext.getFormattedMessage() : entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
