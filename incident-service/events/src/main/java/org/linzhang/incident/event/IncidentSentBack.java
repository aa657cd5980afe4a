package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * The handling was found wanting (退回); who handled it has it again.
 *
 * @param actor username
 * @param note null where none was given
 * @param toRegion the region whose chief has it again; null where it is a person
 * @param toUsername the person who has it again; null where it is a region's chief
 */
@EventType("org.linzhang.incident.sent-back.v1")
public record IncidentSentBack(
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
