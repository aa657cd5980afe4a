package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/**
 * The incident was assigned to a chief or a person (交办).
 *
 * @param note null if none was given
 * @param toRegion the region of the chief it was assigned to; null if it was assigned to a person
 * @param toUsername the person it was assigned to; null if it was assigned to the chief of a region
 */
@EventType("org.linzhang.incident.handed-over.v1")
public record IncidentHandedOver(
        UUID eventId,
        Instant occurredAt,
        @JsonUnwrapped IncidentFacts incident,
        @JsonUnwrapped StatusChange status,
        Username actor,
        PersonName actorName,
        String note,
        RegionCode toRegion,
        Username toUsername)
        implements IncidentEvent {}
