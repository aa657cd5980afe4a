package org.linzhang.patrol.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.event.GoldenEvents;

class GoldenEventsTest implements GoldenEvents {

    @Override
    public Class<PatrolEvent> contract() {
        return PatrolEvent.class;
    }

    @Test
    void the_key_of_a_patrol_event_is_the_patrol_id() throws IOException {
        // When
        var event = example("org.linzhang.patrol.started.v1", PatrolStarted.class);
        // Then
        assertThat(event.topic()).isEqualTo("patrol.patrols.v1");
        assertThat(event.key()).isEqualTo("01934729-9d10-7c3e-9b1f-20f4c5a0d311");
    }

    @Test
    void a_finished_patrol_of_the_first_version_has_revision_0() throws IOException {
        // Given
        var first = files().stream()
                .filter(golden -> golden.type().equals("org.linzhang.patrol.finished.v1"))
                .findFirst()
                .orElseThrow();
        // Then
        assertThat(JSON.treeToValue(first.json(), PatrolFinished.class).revision())
                .isZero();
    }
}
