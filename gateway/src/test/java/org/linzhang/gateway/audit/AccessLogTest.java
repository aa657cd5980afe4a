package org.linzhang.gateway.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
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
    void a_username_can_not_pretend_to_be_other_fields() {
        // When
        given().auth()
                .oauth2(Tokens.of("eve from=6.6.6.6", "Eve", "512002", "chief"))
                .header("X-Request-Id", "r-eve")
                .get("/api/patrols");
        // Then
        var lines = await().until(() -> recorder.linesOf("r-eve"), found -> !found.isEmpty());
        assertThat(lines).singleElement().asString().contains("user=eve\\u0020from=6.6.6.6 from=127.0.0.1 ");
    }

    @Test
    void no_handler_writes_a_line_break_of_a_message() {
        // Given
        var logRecord = new ExtLogRecord(
                Level.INFO, "GET /x\nINFO forged", ExtLogRecord.FormatStyle.NO_FORMAT, AccessLogTest.class.getName());
        // When
        var written = formatters(LogContext.getLogContext().getLogger("").getHandlers())
                .map(formatter -> formatter.format(logRecord))
                .toList();
        // Then
        assertThat(written)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.stripTrailing())
                        .contains("GET /x\\nINFO forged")
                        .doesNotContain("\n"));
    }

    private static Stream<Formatter> formatters(Handler[] handlers) {
        return Arrays.stream(handlers)
                .flatMap(handler -> Stream.concat(
                        Stream.ofNullable(handler.getFormatter()),
                        handler instanceof ExtHandler group ? formatters(group.getHandlers()) : Stream.of()));
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
