package org.linzhang.platform.event;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to one aggregate. Other services receive it as a CloudEvent (CloudEvents 1.0, Kafka protocol
 * binding, binary mode). Implemented by records; the record's components are the JSON payload.
 */
public interface DomainEvent {

    /** Globally unique: consumers deduplicate by it. */
    UUID eventId();

    /** When the server made the change. */
    Instant occurredAt();

    /** The Kafka topic; there is one per kind of aggregate. */
    String topic();

    /** The Kafka key: the aggregate's id. Events with the same key stay in order. */
    String key();

    /** The CloudEvents type; ends with its version. */
    default String type() {
        return EventTypes.nameOf(getClass());
    }
}
