package org.linzhang.platform.inbox;

import java.util.UUID;

import org.linzhang.platform.event.DomainEvent;

/**
 * An event that this version of a consumer cannot handle, because a newer producer has added its type or one of its constants.
 * The inbox stores the event until the service is upgraded.
 */
public class UnknownEventException extends RuntimeException {

    private final UUID eventId;

    public UnknownEventException(DomainEvent event, String reason) {
        this(event.eventId(), reason);
    }

    UnknownEventException(UUID eventId, String reason) {
        super(reason);
        this.eventId = eventId;
    }

    UUID eventId() {
        return eventId;
    }
}
