package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * A report was received and stored (上报).
 *
 * @param position null if only the region is known
 * @param reportedAt by the reporter's clock
 * @param reporter username
 * @param patrolId null if it belongs to no patrol
 */
@EventType("org.linzhang.incident.reported.v1")
public record IncidentReported(
        UUID eventId,
        Instant occurredAt,
        UUID incidentId,
        RegionCode region,
        IncidentKind kind,
        Instant receivedAt,
        Severity severity,
        Source source,
        Position position,
        String description,
        Instant reportedAt,
        String reporter,
        String reporterName,
        UUID patrolId)
        implements IncidentEvent {}
