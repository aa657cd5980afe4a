package org.linzhang.platform.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads a topic from its beginning, and sends records to topics. */
public final class EventProbe implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** A record of the topic. */
    public record Seen(String key, String type, Map<String, String> headers, String payload) {}

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Seen> seen = new ArrayList<>();

    private EventProbe(String topic, KafkaConsumer<String, byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
    }

    /** Reads a topic of the shared broker. */
    public static EventProbe on(String topic) {
        return on(topic, Servers.kafka());
    }

    /** Reads a topic of another broker. */
    public static EventProbe on(String topic, String kafka) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest");
        return new EventProbe(
                topic, new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()));
    }

    /**
     * Waits until the topic has at least {@code count} records with a key.
     *
     * @return all records with that key, in order
     * @throws AssertionError if the time-out of 20 seconds passes
     */
    public List<Seen> awaitEvents(String key, int count) {
        return await(record -> key.equals(record.key()), count);
    }

    /** Waits until the topic has at least {@code count} records that match; see {@link #awaitEvents}. */
    public List<Seen> await(Predicate<Seen> wanted, int count) {
        var end = Instant.now().plus(TIMEOUT);
        while (Instant.now().isBefore(end)) {
            var found = matching(wanted);
            if (found.size() >= count) {
                return found;
            }
            poll(Duration.ofMillis(100));
        }
        throw new AssertionError(topic + " has " + matching(wanted).size() + " such records, not " + count);
    }

    /** All records with a key after this duration, to check that no further record arrives. */
    public List<Seen> settled(String key, Duration duration) {
        var end = Instant.now().plus(duration);
        while (Instant.now().isBefore(end)) {
            poll(Duration.ofMillis(100));
        }
        return matching(record -> key.equals(record.key()));
    }

    private List<Seen> matching(Predicate<Seen> wanted) {
        return seen.stream().filter(wanted).toList();
    }

    private void poll(Duration timeout) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toSet());
        if (partitions.isEmpty()) { // the topic does not exist yet
            LockSupport.parkNanos(timeout.toNanos());
            return;
        }
        if (!consumer.assignment().equals(partitions)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            seen.clear();
        }
        consumer.poll(timeout).forEach(record -> seen.add(read(record)));
    }

    private static Seen read(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        var payload = record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8);
        return new Seen(record.key(), headers.get("ce_type"), headers, payload);
    }

    /** Sends a record to a topic of the shared broker, and waits for the acknowledgement. */
    public static void send(String topic, String key, Map<String, String> headers, String payload) {
        Map<String, Object> settings = Map.of("bootstrap.servers", Servers.kafka());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var record =
                    new ProducerRecord<>(topic, key, payload == null ? null : payload.getBytes(StandardCharsets.UTF_8));
            headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
