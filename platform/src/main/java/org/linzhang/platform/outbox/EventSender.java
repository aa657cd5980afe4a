package org.linzhang.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.json.JsonObject;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import org.linzhang.platform.outbox.Delivery.Acknowledged;
import org.linzhang.platform.outbox.Delivery.Failed;
import org.linzhang.platform.outbox.Delivery.Refused;
import org.linzhang.platform.outbox.Delivery.Repeated;

/**
 * Sends rows to Kafka. The next event of an aggregate is sent only after Kafka has acknowledged the previous one, so that an
 * event that fails is not overtaken.
 */
final class EventSender implements AutoCloseable {

    /** A retry cannot help. A missing permission is not among them: the operator grants it, and all events are sent. */
    private static final List<Class<? extends Exception>> REFUSALS = List.of(
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidRecordException.class,
            InvalidTopicException.class,
            SerializationException.class);

    private static final int MAX_BLOCK_MS = 5_000;

    private final String kafka;
    private final OutboxConfig config;
    private final AcknowledgedOffsets offsets;

    /** Null before the first event, and after a failure that only a new producer can solve. */
    private Producer<String, byte[]> producer;

    EventSender(String kafka, OutboxConfig config, AcknowledgedOffsets offsets) {
        this.kafka = kafka;
        this.config = config;
        this.offsets = offsets;
    }

    /**
     * Sends rows, and waits until Kafka has acknowledged or refused each, or its time has passed.
     *
     * @throws RuntimeException if the producer cannot be created, for instance because the broker's name cannot be resolved;
     *     then no row is sent
     */
    List<Delivery> send(Collection<OutboxRow> rows) throws InterruptedException {
        var aggregates = new LinkedHashMap<Aggregate, Queue<OutboxRow>>();
        for (var row : rows) {
            aggregates
                    .computeIfAbsent(Aggregate.of(row), none -> new ArrayDeque<>())
                    .add(row);
        }
        var deliveries = new ArrayList<Delivery>();
        while (!aggregates.isEmpty()) {
            for (var delivery : sendTogether(next(aggregates))) {
                deliveries.add(delivery);
                if (!(delivery instanceof Acknowledged)) {
                    var followers = aggregates.remove(Aggregate.of(delivery.row()));
                    followers.forEach(row -> deliveries.add(follow(row, delivery)));
                }
            }
            aggregates.values().removeIf(Queue::isEmpty);
        }
        replaceBrokenProducer(deliveries);
        return deliveries;
    }

    private static List<OutboxRow> next(Map<Aggregate, Queue<OutboxRow>> aggregates) {
        return aggregates.values().stream().map(Queue::remove).toList();
    }

    /** The delivery of a row that follows one of its aggregate that is not published. */
    private static Delivery follow(OutboxRow row, Delivery previous) {
        return switch (previous) {
            case Refused refused -> Refused.following(row);
            case Failed failed -> new Failed(row, failed.cause());
            case Repeated repeated -> new Repeated(row);
            case Acknowledged acknowledged -> throw new IllegalArgumentException();
        };
    }

    /** Sends rows of different aggregates. */
    private List<Delivery> sendTogether(List<OutboxRow> rows) throws InterruptedException {
        var unavailable = new HashMap<String, Throwable>();
        var sent = new ArrayList<CompletableFuture<Delivery>>();
        for (var row : rows) {
            var topic = row.aggregatetype();
            var delivery = unavailable.containsKey(topic)
                    ? CompletableFuture.<Delivery>completedFuture(new Failed(row, unavailable.get(topic)))
                    : send(row);
            // A failure at once is one of the topic, which has blocked for MAX_BLOCK_MS: its next row would block as
            // well.
            if (delivery.getNow(null) instanceof Failed failed) {
                unavailable.put(topic, failed.cause());
            }
            sent.add(delivery);
        }
        long end = System.nanoTime() + config.deliveryTimeout().plusSeconds(5).toNanos();
        var deliveries = new ArrayList<Delivery>();
        for (int index = 0; index < rows.size(); index++) {
            deliveries.add(await(rows.get(index), sent.get(index), end));
        }
        return deliveries;
    }

    private static Delivery await(OutboxRow row, CompletableFuture<Delivery> delivery, long end)
            throws InterruptedException {
        try {
            return delivery.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return new Failed(row, e.getCause());
        } catch (TimeoutException e) {
            return new Failed(row, new TimeoutException("Kafka does not answer"));
        }
    }

    private CompletableFuture<Delivery> send(OutboxRow row) {
        ProducerRecord<String, byte[]> record;
        try {
            record = record(row);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(new Refused(row, "the row is no record: " + e.getMessage()));
        }
        var delivery = new CompletableFuture<Delivery>();
        producer()
                .send(
                        record,
                        (metadata, failure) ->
                                delivery.complete(failure == null ? stored(row, metadata) : failed(row, failure)));
        return delivery;
    }

    private static ProducerRecord<String, byte[]> record(OutboxRow row) {
        var record = new ProducerRecord<>(row.aggregatetype(), row.aggregateid(), row.value());
        for (var header : new JsonObject(row.headers())) {
            record.headers().add(header.getKey(), header.getValue().toString().getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private Delivery stored(OutboxRow row, RecordMetadata metadata) {
        if (!metadata.hasOffset()) { // a repeated request, of which the broker remembers only that it has stored it
            return new Acknowledged(row, metadata.partition(), -1);
        }
        return offsets.counts(new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset())
                ? new Acknowledged(row, metadata.partition(), metadata.offset())
                : new Repeated(row);
    }

    private static Delivery failed(OutboxRow row, Exception failure) {
        return REFUSALS.stream().anyMatch(refusal -> refusal.isInstance(failure))
                ? new Refused(row, failure.toString())
                : new Failed(row, failure);
    }

    private Producer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** A failure that is neither temporary nor one of permissions can leave the producer unusable. */
    private void replaceBrokenProducer(List<Delivery> deliveries) {
        boolean broken = deliveries.stream()
                .anyMatch(delivery -> delivery instanceof Failed failed
                        && !(failed.cause() instanceof RetriableException)
                        && !(failed.cause() instanceof AuthorizationException));
        if (broken) {
            close();
        }
    }

    private Map<String, Object> settings() {
        int delivery = Math.toIntExact(config.deliveryTimeout().toMillis());
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // With more, a partition that is electing its leader may accept the second batch before the first one,
                // and then refuse the first one until it expires.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                Math.min(delivery, MAX_BLOCK_MS),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                delivery / 3,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                delivery);
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
            producer = null;
        }
    }

    private record Aggregate(String topic, String key) {

        static Aggregate of(OutboxRow row) {
            return new Aggregate(row.aggregatetype(), row.aggregateid());
        }
    }
}
