package org.linzhang.notification.alert;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentReported;
import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.incident.event.Position;
import org.linzhang.incident.event.Severity;
import org.linzhang.platform.region.RegionCode;

/** The copy of an incident that its alerts display, kept up to date by the incident's events. */
@Entity
class AlertedIncident {

    private static final Set<IncidentStatus> OVER =
            EnumSet.of(IncidentStatus.CLOSED, IncidentStatus.REJECTED, IncidentStatus.MERGED, IncidentStatus.REFERRED);

    @Id
    private UUID id;

    private String regionCode;

    @Enumerated(EnumType.STRING)
    private IncidentKind kind;

    @Enumerated(EnumType.STRING)
    private Severity severity;

    @Enumerated(EnumType.STRING)
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
