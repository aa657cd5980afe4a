package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;

/**
 * The assignee, or a chief above, has handled the incident (处理); it awaits verification.
 *
 * @param note null if none was given
 */
@EventType("org.linzhang.incident.handled.v1")
public record IncidentHandled(
        UUID eventId,
        Instant occurredAt,
        @JsonUnwrapped IncidentFacts incident,
        @JsonUnwrapped StatusChange status,
        Username actor,
        PersonName actorName,
        String note)
        implements IncidentEvent {}
