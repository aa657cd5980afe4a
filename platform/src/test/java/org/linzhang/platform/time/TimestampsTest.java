package org.linzhang.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTest {

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:00:00.123456789+08:00, 2026-11-21T02:00:00.123456Z",
        "2026-11-21T02:00:00.999999999Z, 2026-11-21T02:00:00.999999Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z",
        "2026-11-21T02:00:00Z, 2026-11-21T02:00:00Z"
    })
    void a_time_in_json_is_read_to_the_microsecond(String text, Instant expected) throws JsonProcessingException {
        // Given
        new MicrosecondInstants().customize(json);
        // Then
        assertThat(json.readValue('"' + text + '"', Instant.class)).isEqualTo(expected);
    }

    @Test
    void the_clock_ticks_in_microseconds() {
        // Given
        var clock = new SystemClock().clock();
        // Then
        for (int reading = 0; reading < 1_000; reading++) {
            assertThat(clock.instant().getNano() % 1_000).isZero();
        }
    }
}
