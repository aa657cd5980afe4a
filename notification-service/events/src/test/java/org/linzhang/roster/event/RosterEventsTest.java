package org.linzhang.roster.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.platform.event.GoldenEvents;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

class RosterEventsTest implements GoldenEvents {

    @Override
    public Class<RosterEvent> contract() {
        return RosterEvent.class;
    }

    @Test
    void the_key_of_a_roster_event_is_the_region_and_the_username() throws IOException {
        // When
        var event = example("org.linzhang.roster.appointed.v1", PersonAppointed.class);
        // Then
        assertThat(event.topic()).isEqualTo("roster.appointments.v1");
        assertThat(event.key()).isEqualTo("512002100/township");
    }

    @Test
    void a_dismissal_is_read_from_the_key_that_it_is_written_with() {
        // Given
        var dismissed = new PersonDismissed(
                UUID.randomUUID(), Instant.now(), RegionCode.of("512002100"), new Username("town/ship"));
        // When
        var read = PersonDismissed.ofKey(dismissed.eventId(), dismissed.occurredAt(), dismissed.key());
        // Then
        assertThat(read).isEqualTo(dismissed);
        assertThat(read.deletesKey()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "512002100", "512002100/", "/township", "somewhere/township"})
    void a_key_without_region_or_username_is_no_dismissal(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonDismissed.ofKey(UUID.randomUUID(), Instant.now(), key));
    }
}
