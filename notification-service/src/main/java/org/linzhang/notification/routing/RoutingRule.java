package org.linzhang.notification.routing;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentReported;
import org.linzhang.incident.event.Severity;
import org.linzhang.platform.region.Level;

/** A row of the routing table: alerts the holders of a role in the incident's region of a level. */
@Entity
class RoutingRule {

    @Id
    private Integer id;

    /** Null matches any. */
    @Enumerated(EnumType.STRING)
    private IncidentKind kind;

    /** Null matches any. */
    @Enumerated(EnumType.STRING)
    private Severity severity;

    @Enumerated(EnumType.STRING)
    private Level level;

    private String role;

    protected RoutingRule() {}

    RoutingRule(IncidentKind kind, Severity severity, Level level, String role) {
        this.kind = kind;
        this.severity = severity;
        this.level = level;
        this.role = role;
    }

    boolean matches(IncidentReported report) {
        return (kind == null || kind == report.kind())
                && (severity == null || severity == report.incident().severity());
    }

    Level level() {
        return level;
    }

    String role() {
        return role;
    }
}
