package org.linzhang.notification.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.event.GoldenEvents;

class AlertEventsTest implements GoldenEvents {

    @Override
    public Class<AlertEvent> contract() {
        return AlertEvent.class;
    }

    @Test
    void the_key_of_an_alert_event_is_the_alert_id() throws IOException {
        // When
        var event = example("org.linzhang.notification.alert-raised.v1", AlertRaised.class);
        // Then
        assertThat(event.topic()).isEqualTo("notification.alerts.v1");
        assertThat(event.key()).isEqualTo("019aa500-3333-7000-8000-000000000001");
    }
}
