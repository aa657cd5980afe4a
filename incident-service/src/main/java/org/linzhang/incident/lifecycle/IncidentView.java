package org.linzhang.incident.lifecycle;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.incident.event.Position;
import org.linzhang.incident.event.Severity;
import org.linzhang.incident.event.Source;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.region.RegionCode;

/**
 * The JSON representation of an incident.
 *
 * @param regionName names of county, township and village, concatenated
 * @param position WGS84 degrees; null if only the region is known
 * @param reportedAt by the reporter's clock
 * @param receivedAt by the server's clock
 * @param handedTo the assignee; null if there is none
 * @param version changes with each change of the incident; in quotation marks it is the entity tag
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
        Instant closedAt,
        long version) {

    /** Either a region, for its chief, or a username; {@code name} is the display name of that one. */
    record HandedTo(RegionCode region, String username, String name) {

        static HandedTo of(Assignee assignee) {
            return assignee == null ? null : new HandedTo(assignee.chiefRegion(), assignee.username(), assignee.name());
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
                incident.closedAt,
                incident.version);
    }
}
