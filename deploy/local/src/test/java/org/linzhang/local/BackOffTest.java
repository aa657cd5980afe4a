package org.linzhang.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff();

    @Test
    void a_server_that_keeps_dying_is_started_ever_more_rarely_up_to_twice_a_minute() {
        // When
        var pauses = Stream.generate(() -> pauseAfter(Duration.ofSeconds(3))).limit(8);

        // Then
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void a_server_that_was_well_for_a_minute_is_started_again_at_once() {
        // Given
        pauseAfter(Duration.ZERO);
        pauseAfter(Duration.ZERO);

        // When
        var pause = pauseAfter(Duration.ofMinutes(1));

        // Then
        assertThat(pause).isEqualTo(1);
        assertThat(pauseAfter(Duration.ofSeconds(59))).isEqualTo(2);
    }

    private long pauseAfter(Duration lived) {
        return backOff.afterDeath(lived).toSeconds();
    }
}
