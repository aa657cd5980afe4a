package org.linzhang.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.tree.TreeEvent;

/** Order and completeness of what the relay publishes. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class OutboxRelayTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Larger than the producer's limit of 1 MiB for a request. */
    private static final String TOO_LARGE = "{\"rings\":1,\"text\":\"" + "x".repeat(1_100_000) + "\"}";

    @Inject
    OutboxRows rows;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private Relays relays;

    @BeforeEach
    void noRelays() {
        relays = new Relays(pool);
    }

    @AfterEach
    void stopRelays() {
        relays.close();
    }

    @Test
    void the_first_event_of_an_aggregate_is_published_without_reading_the_table() {
        // Given: a relay that has read the table, and will not read it again for a minute
        var before = UUID.randomUUID();
        var tree = UUID.randomUUID();
        rows.commit(before, 1);
        var relay = relays.start(kafka, Duration.ofMinutes(1));
        await().atMost(TIMEOUT).until(() -> rows.count(before) == 0);
        // When
        relay.enqueue(List.of(rows.commit(tree, 1)));
        // Then
        assertThat(published(tree, 1)).containsExactly(1);
        await().until(() -> rows.count(tree) == 0);
    }

    @Test
    void later_events_never_overtake_the_first_event_of_an_aggregate() {
        // Given
        var trees = Stream.generate(UUID::randomUUID).limit(200).toList();
        var relay = relays.start(kafka);
        relays.start(kafka);
        // When
        for (var tree : trees) {
            relay.enqueue(List.of(rows.commit(tree, 1)));
            rows.commit(tree, 2, 2);
            relays.wakeAll();
        }
        // Then
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            for (var tree : trees) {
                assertThat(distinctRings(probe, tree, 3)).containsExactly(1, 2, 3);
            }
        }
    }

    @Test
    void two_relays_keep_the_order_of_each_aggregate() {
        // Given
        var trees = Stream.generate(UUID::randomUUID).limit(20).toList();
        relays.start(kafka);
        relays.start(kafka);
        // When
        for (int year = 0; year < 10; year++) {
            for (var tree : trees) {
                rows.commit(tree, year * 5 + 1, 5);
            }
            relays.wakeAll();
        }
        // Then
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            for (var tree : trees) {
                assertThat(distinctRings(probe, tree, 50)).containsExactlyElementsOf(numbers(50));
            }
        }
    }

    @Test
    void rows_of_a_long_transaction_are_published_before_later_rows_of_their_aggregate() {
        // Given
        var tree = UUID.randomUUID();
        var other = UUID.randomUUID();
        relays.start(kafka, Duration.ofSeconds(5));
        var connection = pool.getConnectionAndAwait();
        var transaction = connection.beginAndAwait();
        rows.insert(connection, tree, 1);
        rows.commit(other, 1, 1_100);
        relays.wakeAll();
        await().atMost(TIMEOUT).until(() -> rows.count(other) == 0);
        // When
        transaction.commitAndAwait();
        connection.closeAndAwait();
        rows.commit(tree, 2);
        relays.wakeAll();
        // Then
        assertThat(published(tree, 2)).containsExactly(1, 2);
    }

    @Test
    void a_broker_that_is_not_available_delays_events_and_keeps_their_order() throws IOException {
        // Given
        int port = freePort();
        var address = "127.0.0.1:" + port;
        var tree = UUID.randomUUID();
        var relay = relays.start(address);
        // When
        relay.enqueue(List.of(rows.commit(tree, 1)));
        rows.commit(tree, 2, 9);
        relays.wakeAll();
        // Then
        assertThat(rows.count(tree)).isEqualTo(10);
        // When
        try (var broker = new EmbeddedKafkaBroker()
                .withKafkaHost("127.0.0.1")
                .withKafkaPort(port)
                .start()) {
            rows.commit(tree, 11, 10);
            // Then
            await().atMost(TIMEOUT).until(() -> rows.count(tree) == 0);
            try (var probe = EventProbe.on(TreeEvent.TOPIC, address)) {
                assertThat(rows.rings(probe.awaitEvents(tree.toString(), 20))).containsExactlyElementsOf(numbers(20));
            }
            relays.close();
            assertThat(broker.isRunning()).isTrue();
        }
    }

    @Test
    void the_rest_of_a_batch_with_a_refused_event_is_published_once() {
        // Given
        var trees = Stream.generate(UUID::randomUUID).limit(10).toList();
        var refused = UUID.randomUUID();
        trees.subList(0, 5).forEach(tree -> rows.commit(tree, 1, 2));
        rows.commit(tooLarge(rows.row(refused, 1)));
        trees.subList(5, 10).forEach(tree -> rows.commit(tree, 1, 2));
        // When
        relays.start(kafka);
        // Then
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            probe.awaitEvents(trees.getLast().toString(), 2);
            probe.settled(refused.toString(), Duration.ofSeconds(4));
            for (var tree : trees) {
                assertThat(probe.awaitEvents(tree.toString(), 2)).hasSize(2);
            }
        }
    }

    @Test
    void later_events_of_a_refused_one_are_refused_too_and_those_of_other_aggregates_are_published() {
        // Given
        var refused = UUID.randomUUID();
        var other = UUID.randomUUID();
        rows.commit(tooLarge(rows.row(refused, 1)));
        rows.commit(refused, 2);
        rows.commit(other, 1);
        // When
        relays.start(kafka);
        await().atMost(TIMEOUT).until(() -> rows.refusalsOf(refused).size() == 2);
        rows.commit(refused, 3);
        // Then
        await().atMost(TIMEOUT).until(() -> rows.refusalsOf(refused).size() == 3);
        assertThat(rows.refusalsOf(refused).getFirst()).contains("RecordTooLargeException");
        assertThat(rows.refusalsOf(refused).subList(1, 3)).allMatch(reason -> reason.startsWith("follows"));
        assertThat(rows.count(refused)).isZero();
        assertThat(published(other, 1)).containsExactly(1);
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            assertThat(probe.settled(refused.toString(), Duration.ofSeconds(1))).isEmpty();
        }
    }

    @Test
    void refused_events_are_published_in_order_after_the_operator_has_returned_them() throws Exception {
        // Given: a topic whose limit is so small that the broker refuses each record
        var topic = "test.refused." + UUID.randomUUID();
        var tree = UUID.randomUUID();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())
                            .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "10"))))
                    .all()
                    .get();
            var relay = relays.start(kafka);
            relay.enqueue(List.of(rows.commit(onTopic(topic, rows.row(tree, 1)))));
            rows.commit(onTopic(topic, rows.row(tree, 2)));
            relays.wakeAll();
            await().atMost(TIMEOUT).until(() -> rows.refusalsOf(tree).size() == 2);
            var noLimit = new AlterConfigOp(
                    new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1000000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(noLimit)))
                    .all()
                    .get();
            // When: a later event is already stored
            relays.close();
            rows.commit(onTopic(topic, rows.row(tree, 3)));
            assertThat(rows.returnRefused(topic)).isEqualTo(2);
            relays.start(kafka);
            // Then
            try (var probe = EventProbe.on(topic)) {
                assertThat(rows.rings(probe.awaitEvents(tree.toString(), 3))).containsExactly(1, 2, 3);
            }
            await().atMost(TIMEOUT).until(() -> rows.count(tree) == 0);
            assertThat(rows.refusalsOf(tree)).isEmpty();
        }
    }

    @Test
    void a_row_whose_headers_are_no_object_is_refused() {
        // Given
        var tree = UUID.randomUUID();
        var row = rows.row(tree, 1);
        rows.commit(new OutboxRow(
                row.id(), row.aggregatetype(), row.aggregateid(), row.type(), row.payload(), "[\"no object\"]"));
        // When
        relays.start(kafka);
        // Then
        await().atMost(TIMEOUT).until(() -> rows.refusalsOf(tree).size() == 1);
    }

    @Test
    void a_payload_of_json_null_is_published_as_a_tombstone() {
        // Given
        var tree = UUID.randomUUID();
        var row = rows.row(tree, 1);
        rows.commit(new OutboxRow(row.id(), row.aggregatetype(), row.aggregateid(), row.type(), "null", row.headers()));
        // When
        relays.start(kafka);
        // Then
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            var tombstone = probe.awaitEvents(tree.toString(), 1).getFirst();
            assertThat(tombstone.payload()).isNull();
            assertThat(tombstone.type()).isEqualTo(row.type());
        }
    }

    @Test
    void a_broker_whose_name_cannot_be_resolved_leaves_the_relay_trying() {
        // Given
        var tree = UUID.randomUUID();
        rows.commit(tree, 1);
        // When
        var relay = relays.start("no-such-host.invalid:9092");
        // Then
        await().atMost(TIMEOUT).until(() -> relay.lastFailure().isPresent());
        await().during(Duration.ofSeconds(1)).until(relay::isRunning);
        // When
        relays.start(kafka);
        // Then
        assertThat(published(tree, 1)).containsExactly(1);
    }

    @Test
    void an_error_leaves_the_relay_trying() {
        // Given
        var tree = UUID.randomUUID();
        var attempts = new AtomicInteger();
        relays.close();
        relays = new Relays(new Pool(pool.getDelegate()) {
            @Override
            public Uni<SqlConnection> getConnection() {
                if (attempts.incrementAndGet() < 3) {
                    throw new NoClassDefFoundError("attempt " + attempts);
                }
                return super.getConnection();
            }
        });
        // When
        relays.start(kafka);
        rows.commit(tree, 1);
        // Then
        assertThat(published(tree, 1)).containsExactly(1);
        assertThat(attempts).hasValueGreaterThanOrEqualTo(3);
    }

    /** Waits for this many different events of a tree: a relay may publish an event twice. */
    private List<Integer> distinctRings(EventProbe probe, UUID tree, int count) {
        var events = probe.awaitEvents(tree.toString(), count);
        while (rows.rings(events).size() < count) {
            events = probe.awaitEvents(tree.toString(), events.size() + 1);
        }
        return rows.rings(events);
    }

    private List<Integer> published(UUID tree, int count) {
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            return rows.rings(probe.awaitEvents(tree.toString(), count));
        }
    }

    private static OutboxRow tooLarge(OutboxRow row) {
        return new OutboxRow(row.id(), row.aggregatetype(), row.aggregateid(), row.type(), TOO_LARGE, row.headers());
    }

    private static OutboxRow onTopic(String topic, OutboxRow row) {
        return new OutboxRow(row.id(), topic, row.aggregateid(), row.type(), row.payload(), row.headers());
    }

    private static List<Integer> numbers(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
