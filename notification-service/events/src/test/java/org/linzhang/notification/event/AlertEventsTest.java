package org.linzhang.notification.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

class AlertEventsTest implements GoldenEvents {

    @Override
    public Class<AlertEvent> contract() {
        return AlertEvent.class;
    }

    @Test
    void every_event_type_ends_in_its_version() {
        assertThat(types())
                .hasSize(4)
                .allMatch(type -> type.matches("org\\.linzhang\\.notification\\.[a-z-]+\\.v[0-9]+"));
    }

    @Test
    void the_key_of_an_alert_event_is_the_alert_id() throws IOException {
        // When
        var event = GoldenEvents.read("org.linzhang.notification.alert-raised.v1", AlertRaised.class);
        // Then
        assertThat(event.topic()).isEqualTo("notification.alerts.v1");
        assertThat(event.key()).isEqualTo("019aa500-3333-7000-8000-000000000001");
    }
}
