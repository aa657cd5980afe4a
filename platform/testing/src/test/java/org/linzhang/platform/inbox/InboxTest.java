package org.linzhang.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.tree.TreeCounter;
import org.linzhang.platform.tree.TreeEvent;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class InboxTest {

    @Inject
    TreeCounter counter;

    @Inject
    TreeEvents events;

    @Test
    void an_event_delivered_three_times_has_one_effect() throws Exception {
        // Given
        var tree = UUID.randomUUID();
        var first = TreeEvents.grew(tree, 1);
        // When
        for (int delivery = 0; delivery < 3; delivery++) {
            events.send(first);
        }
        events.send(TreeEvents.grew(tree, 2));
        // Then
        await().until(() -> events.countOf(tree) == 2);
        assertThat(counter.attemptsOf(tree)).isEqualTo(2);
    }

    @Test
    void a_message_that_is_not_an_event_becomes_a_dead_letter_and_the_next_one_is_handled() throws Exception {
        // Given
        var tree = UUID.randomUUID();
        // When
        EventProbe.send(
                TreeEvent.TOPIC, tree.toString(), Map.of("ce_type", "org.linzhang.test.tree-grew.v1"), "{ no json");
        EventProbe.send(TreeEvent.TOPIC, tree.toString(), Map.of("ce_type", "org.linzhang.test.unknown.v1"), "{}");
        EventProbe.send(TreeEvent.TOPIC, tree.toString(), Map.of(), "{}");
        events.send(TreeEvents.grew(tree, 1));
        // Then
        await().until(() -> events.countOf(tree) == 1);
        try (var probe = EventProbe.on(TreeEvents.DEAD_LETTERS)) {
            var dead = probe.awaitEvents(tree.toString(), 3);
            assertThat(dead)
                    .allSatisfy(letter -> assertThat(letter.headers().get("dead-letter-reason"))
                            .isNotBlank());
            assertThat(dead.getFirst().payload()).isEqualTo("{ no json");
            assertThat(dead.get(1).headers().get("dead-letter-reason")).contains("org.linzhang.test.unknown.v1");
        }
    }

    @Test
    void an_event_that_cannot_be_handled_is_tried_three_times_and_becomes_a_dead_letter() throws Exception {
        // Given
        var tree = UUID.randomUUID();
        // When
        events.send(TreeEvents.grew(tree, -1));
        events.send(TreeEvents.grew(tree, 1));
        // Then
        await().until(() -> events.countOf(tree) == 1);
        assertThat(counter.attemptsOf(tree)).isEqualTo(4);
        try (var probe = EventProbe.on(TreeEvents.DEAD_LETTERS)) {
            var dead = probe.awaitEvents(tree.toString(), 1);
            assertThat(dead.getFirst().headers().get("dead-letter-reason")).contains("no negative number of rings");
        }
    }

    @Test
    void a_tombstone_is_handled_once_and_is_no_dead_letter() throws Exception {
        // Given
        var tree = UUID.randomUUID();
        var id = Map.of("ce_id", UUID.randomUUID().toString());
        events.send(TreeEvents.grew(tree, 1));
        events.send(TreeEvents.grew(tree, 2));
        await().until(() -> events.countOf(tree) == 2);
        // When
        EventProbe.send(TreeEvent.TOPIC, tree.toString(), id, null);
        await().until(() -> events.countOf(tree) == 0);
        events.send(TreeEvents.grew(tree, 3));
        EventProbe.send(TreeEvent.TOPIC, tree.toString(), id, null);
        events.send(TreeEvents.grew(tree, 4));
        // Then
        await().until(() -> events.countOf(tree) == 2);
        // When: one without an id, as a relay of the first release sends it
        EventProbe.send(TreeEvent.TOPIC, tree.toString(), Map.of(), "null");
        // Then
        await().until(() -> events.countOf(tree) == 0);
        try (var probe = EventProbe.on(TreeEvents.DEAD_LETTERS)) {
            assertThat(probe.settled(tree.toString(), Duration.ofSeconds(1))).isEmpty();
        }
    }
}
