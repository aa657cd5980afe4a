package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * The office or a chief accepted the report as a case (立案).
 *
 * @param actor username
 * @param note null if none was given
 */
@EventType("org.linzhang.incident.accepted.v1")
public record IncidentAccepted(
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
