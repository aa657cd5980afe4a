package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * The report was found to be untrue (不属实). Closure rates exclude it.
 *
 * @param actor username
 * @param note null if none was given
 */
@EventType("org.linzhang.incident.rejected.v1")
public record IncidentRejected(
        UUID eventId,
        Instant occurredAt,
        UUID incidentId,
        RegionCode region,
        IncidentKind kind,
        Instant receivedAt,
        String actor,
        String actorName,
        String note)
        implements IncidentEvent {}
