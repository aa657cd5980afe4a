package org.linzhang.patrol.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.linzhang.patrol.event.PatrolEvent;
import org.linzhang.platform.testing.EventProbe;

/** What other services hear of a patrol. */
final class ConsumedEvents {

    private static final Duration A_WHILE = Duration.ofMillis(1500);

    private ConsumedEvents() {}

    /** Just these events, in this order, and none more in a while. */
    static List<EventProbe.Seen> assertTold(UUID patrol, String... verbs) {
        try (var probe = EventProbe.on(PatrolEvent.TOPIC)) {
            probe.awaitEvents(patrol.toString(), verbs.length);
            var told = probe.settled(patrol.toString(), A_WHILE);
            assertThat(told)
                    .extracting(EventProbe.Seen::type)
                    .containsExactly(Arrays.stream(verbs)
                            .map(verb -> "org.linzhang.patrol." + verb + ".v1")
                            .toArray(String[]::new));
            return told;
        }
    }
}
