package org.linzhang.notification.live;

import java.io.IOException;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import org.linzhang.notification.alert.Alerts;

/**
 * Sends alerts that another instance changed to the open streams of this one. Each instance has a consumer group of its own
 * and starts at the end of the topic. The consumer changes no data, so it needs no inbox. If an alert can't be read, the
 * recipient's streams are disconnected; the clients connect again, and the replay sends the alert.
 */
@ApplicationScoped
class AlertEventConsumer {

    private static final Logger LOG = Logger.getLogger(AlertEventConsumer.class);

    /** The fields of every alert event, also of types added later. The alert itself is read from the database. */
    private record AlertReference(UUID eventId, UUID alertId, String recipient) {}

    private final AlertStreams streams;
    private final OwnEvents ownEvents;
    private final Alerts alerts;
    private final ObjectReader json;

    AlertEventConsumer(AlertStreams streams, OwnEvents ownEvents, Alerts alerts, ObjectMapper json) {
        this.streams = streams;
        this.ownEvents = ownEvents;
        this.alerts = alerts;
        this.json = json.readerFor(AlertReference.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Incoming("alerts")
    Uni<Void> on(ConsumerRecords<String, byte[]> messages) {
        return Multi.createFrom()
                .iterable(messages)
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .collect()
                .last();
    }

    private Uni<Void> send(ConsumerRecord<String, byte[]> message) {
        AlertReference event;
        try {
            event = json.readValue(message.value());
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf(
                    "%s-%d@%d ignored: not an alert event: %s",
                    message.topic(), message.partition(), message.offset(), e.getMessage());
            return Uni.createFrom().voidItem();
        }
        if (ownEvents.remove(event.eventId()) || !streams.isOpenFor(event.recipient())) {
            return Uni.createFrom().voidItem();
        }
        return Panache.withSession(() -> alerts.find(event.alertId()))
                .onItem()
                .ifNotNull()
                .invoke(streams::send)
                .onFailure()
                .invoke(failure -> {
                    LOG.warnf(
                            "alert %s can't be read, disconnecting the streams of %s: %s",
                            event.alertId(), event.recipient(), failure.getMessage());
                    streams.disconnect(event.recipient());
                })
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
