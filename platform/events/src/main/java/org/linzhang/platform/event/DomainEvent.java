package org.linzhang.platform.event;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to one aggregate, told to other services as a CloudEvent (CloudEvents 1.0, Kafka binding, binary
 * mode). Implemented by records; the record's components are the JSON payload.
 */
public interface DomainEvent {

    /** Unique for ever: consumers are idempotent by it. */
    UUID eventId();

    /** The server's time of the change. */
    Instant occurredAt();

    /** The Kafka topic, one per kind of aggregate. */
    String topic();

    /** The Kafka key: the aggregate's id. Events of one key stay in order. */
    String key();

    /** The CloudEvents type; ends in its version. */
    default String type() {
        return EventTypes.nameOf(getClass());
    }
}
