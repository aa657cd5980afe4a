package org.linzhang.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.tree.Tree;
import org.linzhang.platform.tree.TreeEvent;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class OutboxTest {

    private static final Settings SETTINGS = new Settings(Optional.of(Set.of(TreeEvent.TOPIC)), Duration.ofMillis(100));

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    @Inject
    ObjectMapper json;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final List<OutboxRelay> relays = new ArrayList<>();

    @AfterEach
    void stopRelays() throws InterruptedException {
        for (var relay : relays) {
            relay.stop(new ShutdownEvent());
        }
    }

    @Test
    void a_transaction_that_rolls_back_leaves_nothing_in_the_outbox() {
        // Given
        var tree = new Tree();
        tree.id = UUID.randomUUID();
        // When
        assertThatThrownBy(() -> transaction(() -> plant(tree)
                        .chain(() ->
                                Uni.createFrom().failure(new IllegalStateException("the phone fell into the lake")))))
                .isInstanceOf(IllegalStateException.class);
        // Then
        assertThat(waiting(tree.id)).isZero();
    }

    @Test
    void a_transaction_that_commits_leaves_its_event_in_the_outbox() throws Throwable {
        // Given
        var tree = new Tree();
        tree.id = UUID.randomUUID();
        // When
        transaction(() -> plant(tree));
        // Then
        assertThat(waiting(tree.id)).isEqualTo(1);
    }

    @Test
    void an_event_reaches_kafka_as_a_cloud_event() {
        // Given
        var tree = UUID.randomUUID();
        commit(tree, 1, 1);
        // When
        startRelay(kafka);
        // Then
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            var event = probe.awaitEvents(tree.toString(), 1).getFirst();
            assertThat(event.headers())
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_type", "org.linzhang.test.tree-grew.v1")
                    .containsEntry("ce_source", "/platform-test")
                    .containsEntry("ce_subject", tree.toString())
                    .containsKeys("ce_id", "ce_time");
            assertThat(event.payload()).contains("\"rings\"");
        }
    }

    @Test
    void a_first_event_goes_out_without_a_look_at_the_table() {
        // Given a relay that has looked, and will not again for a minute
        var before = UUID.randomUUID();
        var tree = UUID.randomUUID();
        commit(before, 1, 1);
        var relay = startRelay(kafka, new Settings(SETTINGS.topics(), Duration.ofMinutes(1)));
        await().atMost(Duration.ofSeconds(30)).until(() -> waiting(before) == 0);
        // When
        relay.publishCommitted(List.of(insert(pool, tree, 1)));
        // Then
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            assertThat(rings(probe.awaitEvents(tree.toString(), 1))).containsExactly(1);
        }
        await().until(() -> waiting(tree) == 0);
    }

    @Test
    void what_comes_behind_a_first_event_never_overtakes_it() {
        // Given
        var trees = Stream.generate(UUID::randomUUID).limit(200).toList();
        var relay = startRelay(kafka);
        startRelay(kafka);
        // When
        for (var tree : trees) {
            relay.publishCommitted(List.of(insert(pool, tree, 1)));
            commit(tree, 2, 2);
            relays.forEach(OutboxRelay::wake);
        }
        // Then
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            for (var tree : trees) {
                assertThat(rings(probe.awaitEvents(tree.toString(), 3))).containsExactly(1, 2, 3);
            }
        }
    }

    @Test
    void two_relays_at_once_keep_the_order_of_each_tree() {
        // Given
        var trees = Stream.generate(UUID::randomUUID).limit(20).toList();
        startRelay(kafka);
        startRelay(kafka);
        // When
        for (int year = 0; year < 10; year++) {
            for (var tree : trees) {
                commit(tree, year * 5 + 1, 5);
            }
            relays.forEach(OutboxRelay::wake);
        }
        // Then
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            for (var tree : trees) {
                assertThat(rings(probe.awaitEvents(tree.toString(), 50)))
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, 50).boxed().toList());
            }
        }
    }

    @Test
    void a_broker_that_is_away_loses_nothing_and_keeps_the_order() throws IOException {
        // Given
        int port = freePort();
        var address = "127.0.0.1:" + port;
        var tree = UUID.randomUUID();
        startRelay(address);
        // When
        relays.getFirst().publishCommitted(List.of(insert(pool, tree, 1)));
        commit(tree, 2, 9);
        relays.forEach(OutboxRelay::wake);
        // Then
        assertThat(waiting(tree)).isEqualTo(10);
        // When
        try (var broker = new EmbeddedKafkaBroker()
                .withKafkaHost("127.0.0.1")
                .withKafkaPort(port)
                .start()) {
            commit(tree, 11, 10);
            // Then
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(tree) == 0);
            try (var probe = EventProbe.on(TreeEvent.TOPIC, address)) {
                assertThat(rings(probe.awaitEvents(tree.toString(), 20)))
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, 20).boxed().toList());
            }
            stopQuietly();
            assertThat(broker.isRunning()).isTrue();
        }
    }

    @Test
    void an_event_of_a_transaction_that_took_long_goes_before_the_next_of_its_tree() {
        // Given
        var tree = UUID.randomUUID();
        var others = UUID.randomUUID();
        startRelay(kafka, new Settings(SETTINGS.topics(), Duration.ofSeconds(5)));
        var connection = pool.getConnectionAndAwait();
        var slow = connection.beginAndAwait();
        insert(connection, tree, 1);
        commit(others, 1, 1_100);
        relays.forEach(OutboxRelay::wake);
        await().atMost(Duration.ofSeconds(30)).until(() -> waiting(others) == 0);
        // When
        slow.commitAndAwait();
        connection.closeAndAwait();
        commit(tree, 2, 1);
        relays.forEach(OutboxRelay::wake);
        // Then
        try (var probe = EventProbe.on(TreeEvent.TOPIC)) {
            assertThat(rings(probe.awaitEvents(tree.toString(), 2))).containsExactly(1, 2);
        }
    }

    private void stopQuietly() {
        try {
            stopRelays();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T transaction(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(work));
    }

    private Uni<Void> plant(Tree tree) {
        return Panache.getSession().chain(session -> session.persist(tree)).chain(() -> outbox.add(tree.grow()));
    }

    /** Rows as a transaction of a service would have left them. */
    private void commit(UUID tree, int firstRing, int count) {
        for (int ring = firstRing; ring < firstRing + count; ring++) {
            insert(pool, tree, ring);
        }
    }

    private OutboxRow insert(SqlClient client, UUID tree, int ring) {
        var event = new TreeEvent.TreeGrew(UUID.randomUUID(), Instant.now(), tree, ring);
        var row = OutboxRow.of(event, "platform-test", json);
        client.preparedQuery(
                        "insert into outbox (id, aggregatetype, aggregateid, type, payload, headers) values ($1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb)")
                .executeAndAwait(Tuple.of(
                        row.id(), row.aggregatetype(), row.aggregateid(), row.type(), row.payload(), row.headers()));
        return row;
    }

    private long waiting(UUID tree) {
        return pool.preparedQuery("select count(*) from outbox where aggregateid = $1")
                .executeAndAwait(Tuple.of(tree.toString()))
                .iterator()
                .next()
                .getLong(0);
    }

    private List<Integer> rings(List<EventProbe.Seen> events) {
        return events.stream()
                .map(event -> {
                    try {
                        return json.readTree(event.payload()).path("rings").asInt();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .distinct()
                .toList();
    }

    private OutboxRelay startRelay(String broker) {
        return startRelay(broker, SETTINGS);
    }

    private OutboxRelay startRelay(String broker, OutboxConfig settings) {
        var relay = new OutboxRelay(settings, pool, broker);
        relay.start(new StartupEvent());
        relays.add(relay);
        return relay;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private record Settings(Optional<Set<String>> topics, Duration poll) implements OutboxConfig {

        @Override
        public Optional<Set<String>> compactedTopics() {
            return Optional.empty();
        }

        @Override
        public int partitions() {
            return 3;
        }

        @Override
        public Optional<Short> replicas() {
            return Optional.empty();
        }

        @Override
        public int batch() {
            return 50;
        }

        @Override
        public Duration deliveryTimeout() {
            return Duration.ofSeconds(3);
        }

        @Override
        public boolean relay() {
            return true;
        }
    }
}
