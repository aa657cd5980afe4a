package org.linzhang.platform.inbox;

import java.time.Instant;
import java.util.UUID;

import io.smallrye.mutiny.Uni;

import org.linzhang.platform.event.DomainEvent;

/**
 * Consumes the events of a topic. Its {@code @Incoming} method passes each record to {@link Inbox#receive}, which reads the
 * event and calls {@link #handle}.
 *
 * @param <E> the sealed interface of the topic's events
 */
public interface EventConsumer<E extends DomainEvent> {

    /** Unique in the service and never changed: each consumer handles each event once. */
    String name();

    Class<E> contract();

    /**
     * Handles an event. Is called again after a failure, so it must deduplicate, with {@link Inbox#once} or a statement with
     * {@link Inbox#FIRST}.
     */
    Uni<Void> handle(E event);

    /**
     * Reads a tombstone: a record without payload, which deletes its key from a compacted topic.
     *
     * @return null if the topic has no tombstones
     * @throws IllegalArgumentException if the key cannot be read
     */
    default E readTombstone(UUID eventId, Instant occurredAt, String key) {
        return null;
    }
}
