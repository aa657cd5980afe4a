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
 * Hears of alerts that another instance committed, in a consumer group of this instance's own, from now on. Has no effect
 * but on open lines, so it needs no inbox; whoever was not heard is asked to connect again, which replays.
 */
@ApplicationScoped
class RemoteChanges {

    private static final Logger LOG = Logger.getLogger(RemoteChanges.class);

    /** What all events of alerts have; the line shows the alert as it stands in the database. */
    private record Heard(UUID eventId, UUID alertId, String recipient) {}

    private final AlertStreams lines;
    private final OwnEvents echo;
    private final Alerts alerts;
    private final ObjectReader json;

    RemoteChanges(AlertStreams lines, OwnEvents echo, Alerts alerts, ObjectMapper json) {
        this.lines = lines;
        this.echo = echo;
        this.alerts = alerts;
        this.json = json.readerFor(Heard.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Incoming("alerts")
    Uni<Void> on(ConsumerRecords<String, byte[]> messages) {
        return Multi.createFrom()
                .iterable(messages)
                .onItem()
                .transformToUniAndConcatenate(this::hear)
                .collect()
                .last();
    }

    private Uni<Void> hear(ConsumerRecord<String, byte[]> message) {
        Heard heard;
        try {
            heard = json.readValue(message.value());
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf("%s-%d@%d cannot be read", message.topic(), message.partition(), message.offset());
            return Uni.createFrom().voidItem();
        }
        if (echo.is(heard.eventId()) || !lines.reach(heard.recipient())) {
            return Uni.createFrom().voidItem();
        }
        return Panache.withSession(() -> alerts.find(heard.alertId()))
                .onItem()
                .ifNotNull()
                .invoke(lines::tell)
                .onFailure()
                .invoke(failure -> {
                    LOG.warnf("alert %s was not heard: %s", heard.alertId(), failure.getMessage());
                    lines.reconnect(heard.recipient());
                })
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
