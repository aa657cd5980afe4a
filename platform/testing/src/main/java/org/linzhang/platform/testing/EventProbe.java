package org.linzhang.platform.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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

/** Looks at a topic from its beginning, and puts records on it as they are. */
public final class EventProbe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A record as it lies on the topic. */
    public record Seen(String key, String type, Map<String, String> headers, String payload) {}

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Seen> seen = new ArrayList<>();

    private EventProbe(String topic, KafkaConsumer<String, byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
    }

    /** A probe on a topic of the shared broker. */
    public static EventProbe on(String topic) {
        return on(topic, Servers.kafka());
    }

    /** A probe on a topic of another broker. */
    public static EventProbe on(String topic, String kafka) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest");
        return new EventProbe(
                topic, new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()));
    }

    /**
     * Waits until at least so many records of a key lie on the topic.
     *
     * @return all of that key, in order
     * @throws AssertionError where they do not come
     */
    public List<Seen> awaitEvents(String key, int count) {
        return await(record -> key.equals(record.key()), count);
    }

    /** Likewise, for any choice of records. */
    public List<Seen> await(Predicate<Seen> wanted, int count) {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            var found = now(wanted);
            if (found.size() >= count) {
                return found;
            }
            look(Duration.ofMillis(100));
        }
        throw new AssertionError(topic + " holds " + now(wanted).size() + " such records, not " + count);
    }

    /** All records of a key that lie on the topic after a good look: for what must not be there. */
    public List<Seen> settled(String key, Duration look) {
        var end = Instant.now().plus(look);
        while (Instant.now().isBefore(end)) {
            look(Duration.ofMillis(100));
        }
        return now(record -> key.equals(record.key()));
    }

    private List<Seen> now(Predicate<Seen> wanted) {
        return seen.stream().filter(wanted).toList();
    }

    private void look(Duration patience) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toSet());
        if (!consumer.assignment().equals(partitions)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            seen.clear();
        }
        consumer.poll(patience).forEach(record -> seen.add(read(record)));
    }

    private static Seen read(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        var payload = record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8);
        return new Seen(record.key(), headers.get("ce_type"), headers, payload);
    }

    /** Puts a record on a topic of the shared broker, and waits until it lies there. */
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
