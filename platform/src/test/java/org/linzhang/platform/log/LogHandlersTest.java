package org.linzhang.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.DelayedHandler;
import org.jboss.logmanager.handlers.OutputStreamHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogHandlersTest {

    private static final String FORGED = "GET /x\n2026-11-24 12:00:00 INFO  admin logged in";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStreamHandler handler =
            new OutputStreamHandler(written, new PatternFormatter("%-5p (%X{requestId}) %s%e%n"));

    @BeforeEach
    void encode() throws Exception {
        handler.setEncoding("UTF-8");
        handler.setLevel(Level.ALL);
        LogHandlers.encode(handler);
    }

    @Test
    void a_line_break_in_a_message_or_its_parameters_starts_no_line() {
        // When
        log(message("%s", FORGED));
        log(message(FORGED));
        // Then
        assertThat(lines())
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line).isEqualTo("INFO  () GET /x\\n2026-11-24 12:00:00 INFO  admin logged in"));
    }

    @ParameterizedTest
    @CsvSource({
        "000d, \\r",
        "0009, \\t",
        "0000, \\u0000",
        "001b, \\u001b",
        "007f, \\u007f",
        "0085, \\u0085",
        "009b, \\u009b",
        "2028, \\u2028",
        "2029, \\u2029",
        "202e, \\u202e",
        "2066, \\u2066",
        "200f, \\u200f",
        "feff, \\ufeff"
    })
    void a_character_that_a_terminal_obeys_is_encoded(String code, String encoded) {
        // When
        log(message("a" + (char) Integer.parseInt(code, 16) + "b"));
        // Then
        assertThat(lines()).containsExactly("INFO  () a" + encoded + "b");
    }

    @Test
    void other_text_is_not_changed() {
        // Given
        var text = "PUT /api/incidents 201 林长制 é € 𠀀 \"quoted\" back\\slash";
        // When
        log(message(text));
        // Then
        assertThat(lines()).containsExactly("INFO  () " + text);
    }

    @Test
    void a_stack_trace_keeps_its_lines_and_the_messages_of_exceptions_add_none() {
        // Given
        var thrown = new IllegalStateException(
                FORGED, new IllegalArgumentException("cause\r\n\tat org.forged.Line(X.java:1)"));
        thrown.addSuppressed(new IllegalStateException("suppressed\nline"));
        var logRecord = message("failed");
        logRecord.setThrown(thrown);
        // When
        log(logRecord);
        // Then
        assertThat(lines())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "java.lang.IllegalStateException: GET /x\\n2026-11-24 12:00:00 INFO  admin logged in"))
                .anySatisfy(line -> assertThat(line)
                        .contains("Caused by: java.lang.IllegalArgumentException: cause\\r\\n\\tat org.forged"))
                .anySatisfy(line -> assertThat(line).contains("suppressed\\nline"))
                .anySatisfy(line -> assertThat(line).startsWith("\tat ").contains("LogHandlersTest"))
                .noneSatisfy(line -> assertThat(line).startsWith("2026-11-24"))
                .noneSatisfy(line -> assertThat(line).startsWith("\tat org.forged"));
    }

    @Test
    void a_line_break_in_the_context_starts_no_line() {
        // Given
        var logRecord = message("done");
        logRecord.putMdc("requestId", "r-1)\nINFO forged");
        // When
        log(logRecord);
        // Then
        assertThat(lines()).containsExactly("INFO  (r-1)\\nINFO forged) done");
    }

    @Test
    void handlers_below_another_handler_encode_as_well() {
        // Given
        var nested = new OutputStreamHandler(written, new PatternFormatter("%s%n"));
        try (var parent = new DelayedHandler()) {
            parent.addHandler(nested);
            // When
            LogHandlers.encode(parent);
        }
        // Then
        assertThat(nested.getFormatter()).isInstanceOf(EncodingFormatter.class);
    }

    @Test
    void a_json_line_stays_json_and_shows_no_control_characters() {
        // Given
        var json = new OutputStreamHandler(written, new JsonFormatter());
        LogHandlers.encode(json);
        // When
        json.publish(message("a\nb\u202e\u2028c林"));
        json.flush();
        // Then
        assertThat(lines()).singleElement().asString().contains("\"message\":\"a\\nb\\u202e\\u2028c林\"");
    }

    private static ExtLogRecord message(String format, Object... parameters) {
        var style = parameters.length == 0 ? ExtLogRecord.FormatStyle.NO_FORMAT : ExtLogRecord.FormatStyle.PRINTF;
        var logRecord = new ExtLogRecord(Level.INFO, format, style, LogHandlersTest.class.getName());
        logRecord.setParameters(parameters);
        return logRecord;
    }

    private void log(ExtLogRecord logRecord) {
        handler.publish(logRecord);
        handler.flush();
    }

    private java.util.List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
