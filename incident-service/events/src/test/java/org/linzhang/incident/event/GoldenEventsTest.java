package org.linzhang.incident.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.event.GoldenEvents;

class GoldenEventsTest implements GoldenEvents {

    @Override
    public Class<IncidentEvent> contract() {
        return IncidentEvent.class;
    }

    @Test
    void the_key_of_an_incident_event_is_the_incident_id() throws IOException {
        // When
        var event = example("org.linzhang.incident.accepted.v1", IncidentAccepted.class);
        // Then
        assertThat(event.topic()).isEqualTo("incident.incidents.v1");
        assertThat(event.key()).isEqualTo("019aa500-1111-7000-8000-000000000001");
    }

    @Test
    void an_action_of_the_first_version_has_no_severity_source_and_status() throws IOException {
        // Given
        var first = files().stream()
                .filter(golden -> golden.type().equals("org.linzhang.incident.accepted.v1"))
                .findFirst()
                .orElseThrow();
        // When
        var event = JSON.treeToValue(first.json(), IncidentAccepted.class);
        // Then
        assertThat(event.incident().severity()).isNull();
        assertThat(event.incident().source()).isNull();
        assertThat(event.status()).isEqualTo(new StatusChange(null, null));
    }
}
