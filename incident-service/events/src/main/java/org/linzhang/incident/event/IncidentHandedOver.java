package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * The incident was assigned to a chief or a person (交办).
 *
 * @param actor username
 * @param note null if none was given
 * @param toRegion the region of the chief it was assigned to; null if it was assigned to a person
 * @param toUsername the person it was assigned to; null if it was assigned to the chief of a region
 */
@EventType("org.linzhang.incident.handed-over.v1")
public record IncidentHandedOver(
        UUID eventId,
        Instant occurredAt,
        UUID incidentId,
        RegionCode region,
        IncidentKind kind,
        Instant receivedAt,
        String actor,
        String actorName,
        String note,
        RegionCode toRegion,
        String toUsername)
        implements IncidentEvent {}
