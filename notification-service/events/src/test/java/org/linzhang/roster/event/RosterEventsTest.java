package org.linzhang.roster.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.linzhang.notification.event.GoldenEvents;

class RosterEventsTest implements GoldenEvents {

    @Override
    public Class<RosterEvent> contract() {
        return RosterEvent.class;
    }

    @Test
    void every_event_type_ends_in_its_version() {
        assertThat(types()).hasSize(1).allMatch(type -> type.matches("org\\.linzhang\\.roster\\.[a-z-]+\\.v[0-9]+"));
    }

    @Test
    void the_key_of_a_roster_event_is_the_region_and_the_username() throws IOException {
        // When
        var event = GoldenEvents.read("org.linzhang.roster.appointed.v1", PersonAppointed.class);
        // Then
        assertThat(event.topic()).isEqualTo("roster.appointments.v1");
        assertThat(event.key()).isEqualTo("512002100/township");
    }
}
