package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * The handling was verified and the incident closed (核查, 销号).
 *
 * @param actor username
 * @param note null if none was given
 */
@EventType("org.linzhang.incident.closed.v1")
public record IncidentClosed(
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
