package org.linzhang.local.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class EventOptionsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Test
    void a_time_without_an_offset_is_a_local_time() {
        // When
        var options = EventOptions.parse(
                List.of("replay", "--service", "incident", "--since", "2026-11-24T10:00", "--topic", "a.topic"), ZONE);

        // Then
        assertThat(options)
                .isEqualTo(new EventOptions(
                        Optional.of(OffsetDateTime.parse("2026-11-24T10:00+08:00")),
                        "incident",
                        Optional.of("a.topic")));
    }

    @Test
    void refused_events_are_returned_without_a_time() {
        // When
        var options = EventOptions.parse(List.of("return-refused", "--service", "patrol"), ZONE);

        // Then
        assertThat(options).isEqualTo(new EventOptions(Optional.empty(), "patrol", Optional.empty()));
    }

    @Test
    void wrong_arguments_are_refused_with_a_reason() {
        assertRefused("--since is missing", "replay", "--service", "incident");
        assertRefused("--service must be one of", "replay", "--since", "2026-11-24T10:00Z");
        assertRefused("--since is not a time", "replay", "--service", "incident", "--since", "yesterday");
        assertRefused(
                "unknown argument --since", "return-refused", "--service", "incident", "--since", "2026-11-24T10:00Z");
        assertRefused("--topic needs a value", "return-refused", "--service", "incident", "--topic");
    }

    private static void assertRefused(String reason, String... arguments) {
        assertThatThrownBy(() -> EventOptions.parse(List.of(arguments), ZONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
