package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/**
 * The handling was insufficient; the incident went back to its handler (退回).
 *
 * @param note null if none was given
 * @param toRegion the region of the chief it went back to; null if it went back to a person
 * @param toUsername the person it went back to; null if it went back to the chief of a region
 */
@EventType("org.linzhang.incident.sent-back.v1")
public record IncidentSentBack(
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
