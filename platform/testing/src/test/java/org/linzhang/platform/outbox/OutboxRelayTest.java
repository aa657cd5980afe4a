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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import io.vertx.mutiny.sqlclient.Pool;
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
                assertThat(rows.rings(probe.awaitEvents(tree.toString(), 3))).containsExactly(1, 2, 3);
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
                assertThat(rows.rings(probe.awaitEvents(tree.toString(), 50))).containsExactlyElementsOf(numbers(50));
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
    void rows_stay_in_the_table_until_kafka_acknowledges_them() throws Exception {
        // Given: a topic whose limit is so small that the broker refuses each record
        var topic = "test.refused." + UUID.randomUUID();
        var tree = UUID.randomUUID();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())
                            .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "10"))))
                    .all()
                    .get();
            var relay = relays.start(kafka);
            // When
            relay.enqueue(List.of(rows.commit(onTopic(topic, rows.row(tree, 1)))));
            rows.commit(onTopic(topic, rows.row(tree, 2)));
            relays.wakeAll();
            // Then: longer than the delivery time-out
            await().during(Duration.ofSeconds(5)).atMost(TIMEOUT).until(() -> rows.count(tree) == 2);
            // When
            var noLimit = new AlterConfigOp(
                    new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1000000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(noLimit)))
                    .all()
                    .get();
            // Then
            try (var probe = EventProbe.on(topic)) {
                assertThat(rows.rings(probe.awaitEvents(tree.toString(), 2))).containsExactly(1, 2);
            }
            await().atMost(TIMEOUT).until(() -> rows.count(tree) == 0);
        }
    }

    @Test
    void an_event_that_kafka_refuses_is_not_overtaken_by_the_next_one_of_its_aggregate() {
        // Given
        var refused = UUID.randomUUID();
        var other = UUID.randomUUID();
        var first = rows.row(refused, 1);
        rows.commit(new OutboxRow(
                first.id(), first.aggregatetype(), first.aggregateid(), first.type(), TOO_LARGE, first.headers()));
        rows.commit(refused, 2);
        rows.commit(other, 1);
        // When
        relays.start(kafka);
        // Then
        assertThat(published(other, 1)).containsExactly(1);
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            assertThat(probe.settled(refused.toString(), Duration.ofSeconds(2))).isEmpty();
        }
        assertThat(rows.count(refused)).isEqualTo(2);
        rows.delete(refused);
    }

    private List<Integer> published(UUID tree, int count) {
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            return rows.rings(probe.awaitEvents(tree.toString(), count));
        }
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
