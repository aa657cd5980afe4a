package org.linzhang.patrol.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.linzhang.patrol.event.PatrolEvent;
import org.linzhang.platform.testing.EventProbe;

/** The events of a patrol as other services receive them. */
final class ConsumedEvents {

    /** How long to wait for events that must not exist. */
    private static final Duration SETTLING_TIME = Duration.ofMillis(1500);

    private ConsumedEvents() {}

    /** Asserts that exactly these events were published, in this order, such as {@code started, finished}. */
    static List<EventProbe.Seen> assertPublished(UUID patrolId, String... names) {
        try (var probe = EventProbe.on(PatrolEvent.TOPIC)) {
            probe.awaitEvents(patrolId.toString(), names.length);
            var events = probe.settled(patrolId.toString(), SETTLING_TIME);
            assertThat(events)
                    .extracting(EventProbe.Seen::type)
                    .containsExactly(Arrays.stream(names)
                            .map(name -> "org.linzhang.patrol." + name + ".v1")
                            .toArray(String[]::new));
            return events;
        }
    }
}
