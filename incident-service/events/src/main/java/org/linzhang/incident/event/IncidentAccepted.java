package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;

/**
 * The office or a chief accepted the report as a case (立案).
 *
 * @param note null if none was given
 */
@EventType("org.linzhang.incident.accepted.v1")
public record IncidentAccepted(
        UUID eventId,
        Instant occurredAt,
        @JsonUnwrapped IncidentFacts incident,
        @JsonUnwrapped StatusChange status,
        Username actor,
        PersonName actorName,
        String note)
        implements IncidentEvent {}
