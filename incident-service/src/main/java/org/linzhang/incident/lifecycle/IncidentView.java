package org.linzhang.incident.lifecycle;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.incident.event.Position;
import org.linzhang.incident.event.Severity;
import org.linzhang.incident.event.Source;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.region.Regions;

/**
 * An incident as callers see it.
 *
 * @param regionName county, township and village in one word
 * @param position WGS84 degrees; null where only the region is known
 * @param reportedAt by the reporter's clock
 * @param receivedAt by the server's clock
 * @param handedTo null until it is in somebody's hands
 */
record IncidentView(
        UUID id,
        IncidentKind kind,
        Severity severity,
        IncidentStatus status,
        Source source,
        String regionCode,
        String regionName,
        Position position,
        String description,
        Map<String, Object> details,
        Instant reportedAt,
        Instant receivedAt,
        String reporter,
        String reporterName,
        UUID patrolId,
        HandedTo handedTo,
        Instant updatedAt,
        Instant closedAt) {

    /** Either the region whose chief has it, or the person; the name is of that one. */
    record HandedTo(RegionCode region, String username, String name) {

        static HandedTo of(Assignee assignee) {
            return assignee == null ? null : new HandedTo(assignee.toRegion(), assignee.username(), assignee.name());
        }
    }

    static IncidentView of(Incident incident, Regions regions) {
        return new IncidentView(
                incident.id,
                incident.kind,
                incident.severity,
                incident.status,
                incident.source,
                incident.regionCode,
                regions.pathOf(incident.region()),
                incident.position(),
                incident.description,
                incident.details == null ? null : incident.details.getMap(),
                incident.reportedAt,
                incident.receivedAt,
                incident.reporter,
                incident.reporterName,
                incident.patrolId,
                HandedTo.of(incident.handedTo),
                incident.updatedAt,
                incident.closedAt);
    }
}
