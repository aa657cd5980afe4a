package org.linzhang.notification.live;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;

/** Knows an event of this instance's own when it comes back from Kafka, so that its alert is not read again. */
@ApplicationScoped
class OwnEvents {

    /** Some seconds of the busiest hour; what is forgotten is only read again. */
    private static final int REMEMBERED = 5_000;

    private final Set<UUID> own = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    OwnEvents() {}

    synchronized void expect(UUID event) {
        own.add(event);
    }

    synchronized boolean is(UUID event) {
        return own.remove(event);
    }
}
