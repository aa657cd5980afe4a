package org.linzhang.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.tree.TreeCounter;
import org.linzhang.platform.tree.TreeEvent;
import org.linzhang.platform.tree.TreeEvent.TreeGrew;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class InboxTest {

    private static final String DEAD_LETTERS = "platform-test.trees.dead-letter.v1";

    @Inject
    TreeCounter counter;

    @Inject
    ObjectMapper json;

    @Inject
    Pool pool;

    @Test
    void an_event_delivered_three_times_has_one_effect() throws Exception {
        // Given
        var tree = UUID.randomUUID();
        var grew = new TreeGrew(UUID.randomUUID(), Instant.now(), tree, 1);
        // When
        for (int delivery = 0; delivery < 3; delivery++) {
            deliver(grew);
        }
        deliver(new TreeGrew(UUID.randomUUID(), Instant.now(), tree, 2));
        // Then
        await().until(() -> ringsOf(tree) == 2);
        assertThat(counter.triesAt(tree)).isEqualTo(2);
    }

    @Test
    void a_message_that_is_no_event_goes_to_the_dead_letters_and_the_partition_moves_on() throws Exception {
        // Given
        var tree = UUID.randomUUID();
        // When
        EventProbe.send(
                TreeEvent.TOPIC, tree.toString(), Map.of("ce_type", "org.linzhang.test.tree-grew.v1"), "{ no json");
        EventProbe.send(TreeEvent.TOPIC, tree.toString(), Map.of("ce_type", "org.linzhang.test.unheard-of.v1"), "{}");
        EventProbe.send(TreeEvent.TOPIC, tree.toString(), Map.of(), null);
        deliver(new TreeGrew(UUID.randomUUID(), Instant.now(), tree, 1));
        // Then
        await().until(() -> ringsOf(tree) == 1);
        try (var probe = EventProbe.on(DEAD_LETTERS)) {
            var dead = probe.awaitEvents(tree.toString(), 3);
            assertThat(dead)
                    .allSatisfy(letter -> assertThat(letter.headers().get("dead-letter-reason"))
                            .isNotBlank());
            assertThat(dead.getFirst().payload()).isEqualTo("{ no json");
            assertThat(dead.get(1).headers().get("dead-letter-reason")).contains("unheard-of");
        }
    }

    @Test
    void an_event_that_cannot_be_handled_is_tried_three_times_then_laid_aside() throws Exception {
        // Given
        var tree = UUID.randomUUID();
        // When
        deliver(new TreeGrew(UUID.randomUUID(), Instant.now(), tree, -1));
        deliver(new TreeGrew(UUID.randomUUID(), Instant.now(), tree, 1));
        // Then
        await().until(() -> ringsOf(tree) == 1);
        assertThat(counter.triesAt(tree)).isEqualTo(4);
        try (var probe = EventProbe.on(DEAD_LETTERS)) {
            assertThat(probe.awaitEvents(tree.toString(), 1)
                            .getFirst()
                            .headers()
                            .get("dead-letter-reason"))
                    .contains("fewer than no rings");
        }
    }

    @Test
    void a_database_that_is_away_delays_an_event_and_loses_none() throws Exception {
        // Given
        var tree = UUID.randomUUID();
        counter.databaseIsAwayFor(tree, 5);
        // When
        deliver(new TreeGrew(UUID.randomUUID(), Instant.now(), tree, 1));
        // Then
        await().until(() -> ringsOf(tree) == 1);
        assertThat(counter.triesAt(tree)).isEqualTo(6);
    }

    private void deliver(TreeGrew event) throws Exception {
        EventProbe.send(event.topic(), event.key(), Map.of("ce_type", event.type()), json.writeValueAsString(event));
    }

    private int ringsOf(UUID tree) {
        return pool.preparedQuery("select rings from tree where id = $1").executeAndAwait(Tuple.of(tree)).stream()
                .mapToInt(row -> row.getInteger("rings"))
                .sum();
    }
}
