package org.linzhang.notification.live;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The ids of this instance's latest alert events, so that their alerts are not read from the database when Kafka delivers
 * the events. The streams have sent these alerts already. Without this class each alert of a recipient with an open stream
 * costs one more query.
 */
@ApplicationScoped
class OwnEvents {

    /** Some seconds at peak load. An alert whose event was evicted is read again, and not sent twice. */
    private static final int CAPACITY = 5_000;

    private final Set<UUID> ids = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > CAPACITY;
        }
    });

    OwnEvents() {}

    synchronized void add(UUID eventId) {
        ids.add(eventId);
    }

    /** Returns whether the event was published by this instance, the first time it is asked for. */
    synchronized boolean remove(UUID eventId) {
        return ids.remove(eventId);
    }
}
