package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * It was handed to who must handle it (交办).
 *
 * @param actor username
 * @param note null where none was given
 * @param toRegion the region whose chief it was handed to; null where it was handed to a person
 * @param toUsername the person; null where it was handed to a region's chief
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
