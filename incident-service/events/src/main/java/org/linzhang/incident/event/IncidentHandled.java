package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * The assignee, or a chief above, has handled the incident (处理); it awaits verification.
 *
 * @param actor username
 * @param note null if none was given
 */
@EventType("org.linzhang.incident.handled.v1")
public record IncidentHandled(
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
