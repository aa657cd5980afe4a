package org.linzhang.platform.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.event.EventTypes;

/** Reads a CloudEvent in binary mode as an event record. */
@Singleton
class EventReader {

    private static final String JSON_NULL = "null";

    private final ObjectReader json;
    private final Map<Class<?>, Map<String, ?>> types = new ConcurrentHashMap<>();

    EventReader(ObjectMapper json) {
        // Event types are only extended, so fields that a newer producer has added are ignored.
        this.json = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** @throws UnreadableEventException if the contract does not have the type, or the payload does not match it */
    <E extends DomainEvent> E read(ConsumerRecord<String, byte[]> message, EventConsumer<E> consumer) {
        if (isTombstone(message)) {
            return readTombstone(message, consumer);
        }
        var type = header(message, "ce_type");
        var known = types.computeIfAbsent(consumer.contract(), none -> EventTypes.readable(consumer.contract()));
        if (type == null || !(known.get(type) instanceof Class<?> event)) {
            throw new UnreadableEventException(
                    consumer.contract().getSimpleName() + " has no event of the type " + type, null);
        }
        E read;
        try {
            read = json.readValue(message.value(), event.asSubclass(consumer.contract()));
        } catch (IOException e) {
            throw new UnreadableEventException(type + " cannot be read: " + e.getMessage(), e);
        }
        if (read == null || read.eventId() == null) {
            throw new UnreadableEventException(type + " has no event id", null);
        }
        return read;
    }

    /** A relay of the first release publishes a tombstone as JSON null. */
    private static boolean isTombstone(ConsumerRecord<?, byte[]> message) {
        return message.value() == null
                || message.value().length == JSON_NULL.length()
                        && JSON_NULL.equals(new String(message.value(), StandardCharsets.UTF_8));
    }

    private static <E extends DomainEvent> E readTombstone(
            ConsumerRecord<String, byte[]> message, EventConsumer<E> consumer) {
        E read = null;
        if (message.key() != null) {
            try {
                read = consumer.readTombstone(tombstoneId(message), tombstoneTime(message), message.key());
            } catch (IllegalArgumentException e) {
                throw new UnreadableEventException("the key of a tombstone cannot be read: " + e.getMessage(), e);
            }
        }
        if (read == null) {
            throw new UnreadableEventException(consumer.contract().getSimpleName() + " has no payload", null);
        }
        return read;
    }

    /** A tombstone that an operator has sent may have no id. It then gets one by its place in the topic. */
    private static UUID tombstoneId(ConsumerRecord<?, ?> message) {
        var id = header(message, "ce_id");
        try {
            if (id != null) {
                return UUID.fromString(id);
            }
        } catch (IllegalArgumentException e) {
            // gets an id by its place
        }
        var place =
                "%s-%d@%d %d".formatted(message.topic(), message.partition(), message.offset(), message.timestamp());
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant tombstoneTime(ConsumerRecord<?, ?> message) {
        var time = header(message, "ce_time");
        try {
            if (time != null) {
                return OffsetDateTime.parse(time).toInstant();
            }
        } catch (DateTimeException e) {
            // has the time of the record
        }
        return Instant.ofEpochMilli(message.timestamp());
    }

    static String header(ConsumerRecord<?, ?> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
