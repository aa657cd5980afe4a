package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;

/**
 * The report was found to be untrue (不属实). Closure rates exclude it.
 *
 * @param note null if none was given
 */
@EventType("org.linzhang.incident.rejected.v1")
public record IncidentRejected(
        UUID eventId,
        Instant occurredAt,
        @JsonUnwrapped IncidentFacts incident,
        @JsonUnwrapped StatusChange status,
        Username actor,
        PersonName actorName,
        String note)
        implements IncidentEvent {}
