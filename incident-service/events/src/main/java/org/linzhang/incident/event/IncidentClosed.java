package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;

/**
 * The handling was verified and the incident closed (核查, 销号).
 *
 * @param note null if none was given
 */
@EventType("org.linzhang.incident.closed.v1")
public record IncidentClosed(
        UUID eventId,
        Instant occurredAt,
        @JsonUnwrapped IncidentFacts incident,
        @JsonUnwrapped StatusChange status,
        Username actor,
        PersonName actorName,
        String note)
        implements IncidentEvent {}
