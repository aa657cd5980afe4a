package org.linzhang.notification.alert;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.incident.event.Position;
import org.linzhang.incident.event.Severity;
import org.linzhang.notification.event.AlertReason;
import org.linzhang.platform.geography.Regions;

/**
 * An alert as clients display it.
 *
 * @param version changes with each change of the alert or of its incident; in quotation marks it is the entity tag
 */
public record AlertView(
        UUID id,
        UUID incidentId,
        IncidentKind kind,
        Severity severity,
        String regionCode,
        String regionName,
        Position position,
        String description,
        Instant reportedAt,
        String reporter,
        String reporterName,
        AlertReason reason,
        AlertStatus status,
        IncidentStatus incidentStatus,
        Instant raisedAt,
        Instant acknowledgedAt,
        String acknowledgedBy,
        long version) {

    public static AlertView of(Alert alert, Regions regions) {
        var incident = alert.incident();
        return new AlertView(
                alert.id(),
                incident.id(),
                incident.kind(),
                incident.severity(),
                incident.region().value(),
                regions.pathOf(incident.region()),
                incident.position(),
                incident.description(),
                incident.reportedAt(),
                incident.reporter(),
                incident.reporterName(),
                alert.reason(),
                alert.status(),
                incident.status(),
                alert.raisedAt(),
                alert.acknowledgedAt(),
                alert.acknowledgedAt() == null ? null : alert.recipient(),
                alert.seq());
    }
}
