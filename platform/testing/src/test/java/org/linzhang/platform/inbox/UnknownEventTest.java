package org.linzhang.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.tree.TreeCounter;
import org.linzhang.platform.tree.TreeEvent;
import org.linzhang.platform.tree.TreeEvent.TreeGrew;

/** An upgrade of producers and consumers in either order. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class UnknownEventTest {

    private static final String NEWER_TYPE = "org.linzhang.test.tree-grafted.v1";

    @Inject
    Inbox inbox;

    @Inject
    UnknownEventReplay replay;

    @Inject
    UnknownEvents unknownEvents;

    @Inject
    TreeCounter counter;

    @Inject
    TreeEvents events;

    @Inject
    ObjectMapper json;

    @Inject
    Pool pool;

    @Test
    void an_event_of_an_unknown_type_is_stored_once_and_stops_nothing() throws Exception {
        // Given
        var tree = UUID.randomUUID();
        var grafted = TreeEvents.grew(tree, 1);
        // When
        for (int delivery = 0; delivery < 2; delivery++) {
            EventProbe.send(
                    TreeEvent.TOPIC,
                    tree.toString(),
                    Map.of("ce_type", NEWER_TYPE, "ce_source", "/newer"),
                    json.writeValueAsString(grafted));
        }
        events.send(TreeEvents.grew(tree, 2));
        // Then
        await().until(() -> events.countOf(tree) == 1);
        assertThat(stored(tree)).isEqualTo(1);
        try (var probe = EventProbe.on(TreeEvents.DEAD_LETTERS)) {
            assertThat(probe.settled(tree.toString(), Duration.ofSeconds(1))).isEmpty();
        }
        var row = pool.preparedQuery("select * from unknown_event where key = $1")
                .executeAndAwait(Tuple.of(tree.toString()))
                .iterator()
                .next();
        assertThat(row.getUUID("event_id")).isEqualTo(grafted.eventId());
        assertThat(row.getString("reason")).contains(NEWER_TYPE);
        assertThat(row.getJsonObject("headers").getMap()).containsEntry("ce_source", "/newer");
    }

    @Test
    void an_event_that_is_still_unknown_stays_stored() throws Throwable {
        // Given
        var tree = UUID.randomUUID();
        storeAsOlderVersion(tree, 1, NEWER_TYPE);
        // When
        run(replay::replayAll);
        // Then
        assertThat(stored(tree)).isEqualTo(1);
        assertThat(counter.ringsOf(tree)).isEmpty();
    }

    @Test
    void stored_events_are_handled_in_order_when_the_upgraded_service_starts() throws Throwable {
        // Given
        var tree = UUID.randomUUID();
        for (int ring = 1; ring <= 3; ring++) {
            storeAsOlderVersion(tree, ring, TreeEvents.grew(tree, ring).type());
        }
        // When: two instances start
        Callable<Void> start = () -> {
            try {
                return run(replay::replayAll);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        };
        try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var instance : instances.invokeAll(List.of(start, start))) {
                instance.get();
            }
        }
        // Then
        assertThat(counter.ringsOf(tree)).containsExactly(1, 2, 3);
        assertThat(events.countOf(tree)).isEqualTo(3);
        assertThat(stored(tree)).isZero();
    }

    @Test
    void stored_events_are_handled_before_the_first_message_of_a_partition_that_another_instance_had()
            throws Throwable {
        // Given: this instance has received messages of the partition
        var tree = UUID.randomUUID();
        int partition = 1_000;
        receive(partition, 7, TreeEvents.grew(UUID.randomUUID(), 1));
        receive(partition, 8, TreeEvents.grew(tree, 1));
        // And: an older instance had it, and received a message that it did not know
        storeAsOlderVersion(tree, 2, TreeEvents.grew(tree, 2).type());
        // When
        receive(partition, 10, TreeEvents.grew(tree, 3));
        // Then
        assertThat(counter.ringsOf(tree)).containsExactly(1, 2, 3);
        assertThat(stored(tree)).isZero();
    }

    @Test
    void an_event_that_fails_stays_stored_with_the_later_ones_of_its_aggregate() throws Throwable {
        // Given
        var tree = UUID.randomUUID();
        var other = UUID.randomUUID();
        var type = TreeEvents.grew(tree, 1).type();
        storeAsOlderVersion(tree, -1, type);
        storeAsOlderVersion(tree, 2, type);
        storeAsOlderVersion(other, 1, type);
        // When
        run(replay::replayAll);
        // Then
        assertThat(stored(tree)).isEqualTo(2);
        assertThat(events.countOf(tree)).isZero();
        assertThat(events.countOf(other)).isEqualTo(1);
        pool.preparedQuery("delete from unknown_event where key = $1").executeAndAwait(Tuple.of(tree.toString()));
    }

    private void storeAsOlderVersion(UUID tree, int ring, String type) throws Throwable {
        var event = TreeEvents.grew(tree, ring);
        var message = message(1, 9, event, type);
        run(() -> unknownEvents.add(counter, message, new UnknownEventException(event, "an older version")));
    }

    private void receive(int partition, long offset, TreeGrew event) throws Throwable {
        var message = message(partition, offset, event, event.type());
        run(() -> inbox.receive(counter, message));
    }

    private ConsumerRecord<String, byte[]> message(int partition, long offset, TreeGrew event, String type)
            throws Exception {
        var message =
                new ConsumerRecord<>(event.topic(), partition, offset, event.key(), json.writeValueAsBytes(event));
        message.headers().add("ce_type", type.getBytes(UTF_8));
        return message;
    }

    private long stored(UUID tree) {
        return pool.preparedQuery("select count(*) from unknown_event where key = $1")
                .executeAndAwait(Tuple.of(tree.toString()))
                .iterator()
                .next()
                .getLong(0);
    }

    private static <T> T run(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(work);
    }
}
