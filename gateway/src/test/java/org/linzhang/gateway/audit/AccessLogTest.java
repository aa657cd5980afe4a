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
    private final LogRecorder recorder = new LogRecorder();

    @BeforeEach
    void startRecording() {
        log.addHandler(recorder);
    }

    @AfterEach
    void stopRecording() {
        log.removeHandler(recorder);
    }

    @Test
    void the_request_id_of_the_client_reaches_the_service_and_the_log() {
        // When
        var response = given().auth()
                .oauth2(Tokens.of("ranger"))
                .header("X-Request-Id", "phone-7.42_a")
                .get("/api/patrols?q=secret");
        // Then
        response.then().header("X-Request-Id", "phone-7.42_a").body("headers.x-request-id", equalTo("phone-7.42_a"));
        var lines = await().until(() -> recorder.linesOf("phone-7.42_a"), found -> !found.isEmpty());
        assertThat(lines)
                .singleElement()
                .asString()
                .matches("GET /api/patrols 200 \\d+ ms user=ranger from=127\\.0\\.0\\.1 request=phone-7\\.42_a");
    }

    @Test
    void a_request_without_an_id_gets_one() {
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
    void a_request_id_with_characters_unsafe_for_logs_is_replaced(String id) {
        given().header("X-Request-Id", id)
                .get("/api/settings")
                .then()
                .header("X-Request-Id", matchesPattern(UUID_VERSION_7));
    }

    @Test
    void a_problem_contains_the_request_id() {
        given().header("X-Request-Id", "r-1")
                .get("/api/me")
                .then()
                .statusCode(401)
                .body("requestId", equalTo("r-1"));
    }

    private static final class LogRecorder extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        List<String> linesOf(String requestId) {
            return lines.stream()
                    .filter(line -> line.endsWith("request=" + requestId))
                    .toList();
        }

        @Override
        public void publish(LogRecord logRecord) {
            lines.add(logRecord instanceof ExtLogRecord ext ? ext.getFormattedMessage() : logRecord.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
