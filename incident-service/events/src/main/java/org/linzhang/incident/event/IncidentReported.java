package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;

/**
 * A report was received and stored (上报).
 *
 * @param position null if only the region is known
 * @param reportedAt by the reporter's clock
 * @param patrolId null if it belongs to no patrol
 */
@EventType("org.linzhang.incident.reported.v1")
public record IncidentReported(
        UUID eventId,
        Instant occurredAt,
        @JsonUnwrapped IncidentFacts incident,
        @JsonUnwrapped StatusChange status,
        Position position,
        String description,
        Instant reportedAt,
        Username reporter,
        PersonName reporterName,
        UUID patrolId)
        implements IncidentEvent {

    @Override
    public Username actor() {
        return reporter;
    }

    @Override
    public PersonName actorName() {
        return reporterName;
    }
}
