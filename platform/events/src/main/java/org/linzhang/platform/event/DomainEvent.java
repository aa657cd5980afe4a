package org.linzhang.platform.event;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to one aggregate. Other services receive it as a CloudEvent (CloudEvents 1.0, Kafka protocol
 * binding, binary mode). Implemented by records; the record's components are the JSON payload. A component that is annotated
 * with {@link com.fasterxml.jackson.annotation.JsonUnwrapped} groups fields in Java only: its fields are fields of the
 * payload.
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

    /**
     * Whether the event ends its aggregate on a compacted topic. It is published without a payload, as a tombstone: Kafka
     * deletes all records of the key.
     */
    default boolean deletesKey() {
        return false;
    }
}
