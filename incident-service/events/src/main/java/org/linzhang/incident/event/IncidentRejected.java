package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * The report was found untrue (不属实); it counts in no closure rate.
 *
 * @param actor username
 * @param note null where none was given
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
