package org.linzhang.platform.servers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class RestartBackOffTest {
    private final RestartBackOff backOff = new RestartBackOff();

    @Test
    void the_pauses_double_up_to_thirty_seconds() {
        // When
        var pauses = Stream.generate(() -> pauseAfter(Duration.ofSeconds(3))).limit(8);

        // Then
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void the_pause_is_one_second_again_after_a_minute_of_uptime() {
        // Given
        pauseAfter(Duration.ZERO);
        pauseAfter(Duration.ZERO);

        // When
        var pause = pauseAfter(Duration.ofMinutes(1));

        // Then
        assertThat(pause).isEqualTo(1);
        assertThat(pauseAfter(Duration.ofSeconds(59))).isEqualTo(2);
    }

    private long pauseAfter(Duration uptime) {
        return backOff.pauseAfter(uptime).toSeconds();
    }
}
