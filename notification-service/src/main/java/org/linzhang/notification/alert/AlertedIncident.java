package org.linzhang.notification.alert;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.DynamicUpdate;

import org.linzhang.incident.event.IncidentFacts;
import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentReported;
import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.incident.event.Position;
import org.linzhang.incident.event.Severity;
import org.linzhang.platform.region.RegionCode;

/** The copy of an incident that its alerts display, kept up to date by the incident's events. */
@Entity
// Writes changed columns only: a kind or severity that a newer instance has stored, and this one reads as UNKNOWN, must
// stay.
@DynamicUpdate
class AlertedIncident {

    private static final Set<IncidentStatus> OVER =
            EnumSet.of(IncidentStatus.CLOSED, IncidentStatus.REJECTED, IncidentStatus.MERGED, IncidentStatus.REFERRED);

    @Id
    private UUID id;

    private String regionCode;

    private IncidentKind kind;

    private Severity severity;

    private IncidentStatus status;

    private Double lat;

    private Double lon;

    private String description;

    private Instant reportedAt;

    private String reporter;

    private String reporterName;

    protected AlertedIncident() {}

    AlertedIncident(IncidentReported report) {
        id = report.incidentId();
        regionCode = report.region().value();
        kind = report.kind();
        severity = report.incident().severity();
        status = IncidentStatus.REPORTED;
        lat = report.position() == null ? null : report.position().lat();
        lon = report.position() == null ? null : report.position().lon();
        description = report.description();
        reportedAt = report.reportedAt();
        reporter = report.reporter().value();
        reporterName = report.reporterName().value();
    }

    /** Takes from a later event what this service did not know when the report arrived. */
    void complete(IncidentFacts facts) {
        if (kind == IncidentKind.UNKNOWN && facts.kind() != null) {
            kind = facts.kind();
        }
        if (severity == Severity.UNKNOWN && facts.severity() != null) {
            severity = facts.severity();
        }
    }

    void setStatus(IncidentStatus status) {
        this.status = status;
    }

    boolean isOver() {
        return OVER.contains(status);
    }

    UUID id() {
        return id;
    }

    RegionCode region() {
        return RegionCode.of(regionCode);
    }

    IncidentKind kind() {
        return kind;
    }

    Severity severity() {
        return severity;
    }

    IncidentStatus status() {
        return status;
    }

    /** Null if the report has only a region. */
    Position position() {
        return lat == null ? null : new Position(lat, lon);
    }

    String description() {
        return description;
    }

    Instant reportedAt() {
        return reportedAt;
    }

    String reporter() {
        return reporter;
    }

    String reporterName() {
        return reporterName;
    }
}
