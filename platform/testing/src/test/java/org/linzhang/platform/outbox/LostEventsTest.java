package org.linzhang.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.tree.TreeEvent;

/** A broker loses events that it has acknowledged; the relay publishes them again. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class LostEventsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofHours(1);

    @Inject
    OutboxRows rows;

    @Inject
    Pool pool;

    @TempDir
    Path folder;

    private final List<UUID> trees = Stream.generate(UUID::randomUUID).limit(20).toList();
    private LossyBroker broker;
    private Relays relays;

    @BeforeEach
    void startBroker() {
        broker = new LossyBroker(folder, LossyBroker.freePort());
        relays = new Relays(pool);
    }

    @AfterEach
    void stop() {
        relays.close();
        broker.close();
    }

    @Test
    void a_consumer_that_had_read_everything_receives_each_lost_event_again() {
        // Given: a consumer that has committed the ends of all partitions
        relays.start(broker.address());
        trees.forEach(tree -> rows.commit(tree, 1, 3));
        var before = readAll(60);
        // When
        broker.stop();
        var lost = loseHalf(before);
        broker.start();
        // Then: the relay has published before the consumer starts
        awaitPublishedAgain(lost);
        readUntil(lost.keySet());
        assertEachTreeIsInOrder(3);
    }

    @Test
    void an_event_that_takes_the_offset_of_a_lost_one_shows_the_loss() {
        // Given: a relay that compares the ends only at start
        relays.start(broker.address(), Duration.ofMillis(100), NEVER);
        trees.forEach(tree -> rows.commit(tree, 1, 3));
        var before = readAll(60);
        broker.stop();
        var lost = loseHalf(before);
        broker.start();
        // When
        var wanted = new HashSet<>(lost.keySet());
        trees.forEach(tree -> wanted.add(rows.commit(tree, 4).id()));
        // Then
        awaitPublishedAgain(lost);
        readUntil(wanted);
    }

    @Test
    void the_events_of_a_topic_that_was_deleted_are_published_again() throws Exception {
        // Given
        relays.start(broker.address());
        trees.forEach(tree -> rows.commit(tree, 1, 3));
        await().atMost(TIMEOUT).until(this::outboxIsEmpty);
        // When
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.deleteTopics(List.of(TreeEvent.TOPIC)).all().get();
        }
        rows.commit(trees.getFirst(), 4);
        // Then
        assertEachTreeIsInOrder(3);
    }

    @Test
    void a_replay_publishes_the_events_since_a_moment_again() {
        // Given
        relays.start(broker.address());
        trees.forEach(tree -> rows.commit(tree, 1, 1));
        await().atMost(TIMEOUT).until(this::outboxIsEmpty);
        var since = Instant.now();
        trees.forEach(tree -> rows.commit(tree, 2, 2));
        await().atMost(TIMEOUT).until(this::outboxIsEmpty);
        // When
        assertThat(rows.replay(since, TreeEvent.TOPIC)).isEqualTo(40);
        assertThat(rows.replay(since, "another.topic")).isZero();
        // Then
        try (var probe = EventProbe.on(TreeEvent.TOPIC, broker.address())) {
            for (var tree : trees) {
                var events = probe.awaitEvents(tree.toString(), 5);
                assertThat(events).hasSize(5);
                assertThat(rows.rings(events)).containsExactly(1, 2, 3);
            }
        }
    }

    /** Reads with a consumer group to the end, and commits the offsets as Reactive Messaging does, without the leader epoch. */
    private List<ConsumerRecord<String, byte[]>> readAll(int count) {
        await().atMost(TIMEOUT).until(this::outboxIsEmpty);
        try (var consumer = consumer()) {
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            await().atMost(TIMEOUT).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
            var next = new HashMap<TopicPartition, OffsetAndMetadata>();
            records.forEach(record -> next.put(
                    new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1)));
            consumer.commitSync(next);
            return records;
        }
    }

    /** Continues with the consumer group where it has committed, until it has read all these events. */
    private void readUntil(Set<UUID> wanted) {
        var missing = new HashSet<>(wanted);
        try (var consumer = consumer()) {
            await().atMost(TIMEOUT).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> missing.remove(id(record)));
                return missing.isEmpty();
            });
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.address(),
                "group.id", "lost-events",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest");
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(TreeEvent.TOPIC));
        return consumer;
    }

    /**
     * Takes the second half of each partition away.
     *
     * @return the ids of its events, each with the end that its partition had
     */
    private Map<UUID, Long> loseHalf(List<ConsumerRecord<String, byte[]>> records) {
        var ends = records.stream()
                .collect(Collectors.toMap(ConsumerRecord::partition, record -> record.offset() + 1, Math::max));
        ends.forEach((partition, end) -> broker.lose(TreeEvent.TOPIC, partition, end / 2));
        return records.stream()
                .filter(record -> record.offset() >= ends.get(record.partition()) / 2)
                .collect(Collectors.toMap(LostEventsTest::id, record -> ends.get(record.partition())));
    }

    private void assertEachTreeIsInOrder(int rings) {
        try (var probe = EventProbe.on(TreeEvent.TOPIC, broker.address())) {
            for (var tree : trees) {
                await().atMost(TIMEOUT)
                        .untilAsserted(() -> assertThat(rows.rings(probe.awaitEvents(tree.toString(), rings)))
                                .startsWith(1, 2, 3));
            }
        }
    }

    /** Waits until each event is published where a consumer that had read to the old end reads it. */
    private void awaitPublishedAgain(Map<UUID, Long> lost) {
        await().atMost(TIMEOUT)
                .until(() -> lost.entrySet().stream()
                        .allMatch(event -> rows.publishedOffset(event.getKey()) >= event.getValue()));
        await().atMost(TIMEOUT).until(this::outboxIsEmpty);
    }

    private boolean outboxIsEmpty() {
        return trees.stream().allMatch(tree -> rows.count(tree) == 0);
    }

    private static UUID id(ConsumerRecord<String, byte[]> record) {
        return UUID.fromString(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
    }
}
