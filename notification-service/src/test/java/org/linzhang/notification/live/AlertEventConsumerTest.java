package org.linzhang.notification.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linzhang.notification.IncidentEvents.VILLAGE;
import static org.linzhang.notification.IncidentEvents.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.mutiny.sqlclient.Pool;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.linzhang.notification.event.AlertEvent;
import org.linzhang.notification.event.AlertRaised;
import org.linzhang.notification.event.AlertReason;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

/** Alerts that another instance committed reach the streams of this one. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class AlertEventConsumerTest {

    @Inject
    OwnEvents ownEvents;

    @Inject
    Pool pool;

    @Inject
    KafkaClientService kafkaClients;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final String token = Tokens.of("county");
    private StoredAlerts stored;

    @BeforeEach
    void storedAlerts() {
        stored = new StoredAlerts(pool);
    }

    @Test
    void an_alert_that_another_instance_committed_is_sent() {
        // Given
        var incident = UUID.randomUUID();
        try (var stream = StreamClient.open(token)) {
            // When
            var alert = stored.insert(incident, "county", "512002");
            publish(raised(alert, incident, "county"));
            // Then
            assertThat(stream.await(incident).data().path("id").asText()).isEqualTo(alert.toString());
        }
    }

    @Test
    void a_message_that_is_not_an_alert_event_is_skipped() {
        // Given
        var incident = UUID.randomUUID();
        try (var stream = StreamClient.open(token)) {
            // When
            var alert = stored.insert(incident, "county", "512002");
            EventProbe.send(AlertEvent.TOPIC, alert.toString(), Map.of(), "{ no json");
            EventProbe.send(AlertEvent.TOPIC, alert.toString(), Map.of(), null);
            publish(raised(alert, incident, "county"));
            // Then
            stream.await(incident);
        }
    }

    @Test
    void the_recipients_streams_are_disconnected_if_an_alert_cannot_be_read() {
        // Given
        var incident = UUID.randomUUID();
        var alert = stored.insert(incident, "unlucky", "512002");
        stored.makeUnreadable(alert);
        try (var stream = StreamClient.open(Tokens.of("unlucky", "霉", "512002", "chief"))) {
            // When
            publish(raised(alert, incident, "unlucky"));
            // Then
            await().until(stream::ended);
        }
    }

    @Test
    void the_alert_of_an_own_event_is_not_read_again() {
        // Given an alert that cannot be read, so that reading it disconnects a stream
        var incident = UUID.randomUUID();
        var alert = stored.insert(incident, "sender", "512002");
        stored.makeUnreadable(alert);
        try (var sender = StreamClient.open(Tokens.of("sender", "发", "512002", "chief"));
                var receiver = StreamClient.open(Tokens.of("receiver", "收", "512002", "chief"))) {
            var own = raised(alert, incident, "sender");
            ownEvents.add(own.eventId());
            // When
            publish(own, raised(alert, incident, "receiver"));
            // Then
            await().until(receiver::ended);
            await().during(Duration.ofMillis(500)).until(() -> !sender.ended());
        }
    }

    @Test
    void streams_receive_what_this_instance_missed_when_it_is_assigned_its_partitions_again() {
        // Given
        var incident = UUID.randomUUID();
        try (var stream = StreamClient.open(token)) {
            try (var other = joinConsumerGroup()) {
                // When another member of the consumer group has partitions, and consumes the event of an alert
                var alert = stored.insert(idIn(awaitPartitions(other), other), incident, "county", "512002");
                publish(raised(alert, incident, "county"));
                await().until(() -> keys(other).anyMatch(alert.toString()::equals));
            }
            // Then: the other member has left the group
            stream.await(incident);
        }
    }

    private KafkaConsumer<String, byte[]> joinConsumerGroup() {
        var groupId = kafkaClients
                .<String, byte[]>getConsumer("alerts")
                .runOnPollingThread(consumer -> {
                    return consumer.groupMetadata().groupId();
                })
                .await()
                .indefinitely();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka,
                "group.id",
                groupId,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "heartbeat.interval.ms",
                300);
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(AlertEvent.TOPIC));
        return consumer;
    }

    private static Set<TopicPartition> awaitPartitions(KafkaConsumer<?, ?> consumer) {
        await().until(() -> {
            consumer.poll(Duration.ofMillis(100));
            return !consumer.assignment().isEmpty();
        });
        return consumer.assignment();
    }

    /** A random id whose events go to one of the partitions, by the default partitioner. */
    private static UUID idIn(Set<TopicPartition> partitions, KafkaConsumer<?, ?> consumer) {
        int count = consumer.partitionsFor(AlertEvent.TOPIC).size();
        return Stream.generate(UUID::randomUUID)
                .filter(id -> partitions.contains(new TopicPartition(
                        AlertEvent.TOPIC,
                        Utils.toPositive(Utils.murmur2(id.toString().getBytes(UTF_8))) % count)))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> keys(KafkaConsumer<String, byte[]> consumer) {
        return StreamSupport.stream(consumer.poll(Duration.ofMillis(100)).spliterator(), false)
                .map(message -> message.key());
    }

    private static AlertRaised raised(UUID alert, UUID incident, String recipient) {
        return new AlertRaised(
                UUID.randomUUID(),
                Instant.now(),
                alert,
                incident,
                VILLAGE,
                new Username(recipient),
                AlertReason.REPORTED);
    }
}
