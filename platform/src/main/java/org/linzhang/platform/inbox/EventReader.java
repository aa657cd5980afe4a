package org.linzhang.platform.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

    private final ObjectReader json;
    private final Map<Class<?>, Map<String, ?>> types = new ConcurrentHashMap<>();

    EventReader(ObjectMapper json) {
        // Event types are only extended, so fields that a newer producer has added are ignored.
        this.json = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** @throws UnreadableEventException if the contract does not have the type, or the payload does not match it */
    <E extends DomainEvent> E read(ConsumerRecord<String, byte[]> message, Class<E> contract) {
        var type = header(message, "ce_type");
        var known = types.computeIfAbsent(contract, none -> EventTypes.of(contract));
        if (type == null || !(known.get(type) instanceof Class<?> event)) {
            throw new UnreadableEventException(contract.getSimpleName() + " has no event of the type " + type, null);
        }
        if (message.value() == null) {
            throw new UnreadableEventException(type + " has no payload", null);
        }
        E read;
        try {
            read = json.readValue(message.value(), event.asSubclass(contract));
        } catch (IOException e) {
            throw new UnreadableEventException(type + " cannot be read: " + e.getMessage(), e);
        }
        if (read == null || read.eventId() == null) {
            throw new UnreadableEventException(type + " has no event id", null);
        }
        return read;
    }

    static String header(ConsumerRecord<?, ?> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
