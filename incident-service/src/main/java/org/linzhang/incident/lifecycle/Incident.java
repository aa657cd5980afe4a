package org.linzhang.incident.lifecycle;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import io.vertx.core.json.JsonObject;

import org.linzhang.incident.event.IncidentAccepted;
import org.linzhang.incident.event.IncidentClosed;
import org.linzhang.incident.event.IncidentFacts;
import org.linzhang.incident.event.IncidentHandedOver;
import org.linzhang.incident.event.IncidentHandled;
import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentRejected;
import org.linzhang.incident.event.IncidentReported;
import org.linzhang.incident.event.IncidentSentBack;
import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.incident.event.Position;
import org.linzhang.incident.event.Severity;
import org.linzhang.incident.event.Source;
import org.linzhang.incident.event.StatusChange;
import org.linzhang.incident.intake.ValidatedReport;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.precondition.ViewTag;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;

/** An incident in the forest, from report to closure. Each action changes the status and returns the event to publish. */
@Entity
class Incident {

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    IncidentKind kind;

    @Enumerated(EnumType.STRING)
    Severity severity;

    @Enumerated(EnumType.STRING)
    IncidentStatus status;

    @Enumerated(EnumType.STRING)
    Source source;

    String regionCode;
    Double lat;
    Double lon;
    String description;
    JsonObject details;
    Instant reportedAt;
    Instant receivedAt;
    String reporter;
    String reporterName;
    UUID patrolId;
    byte[] fingerprint;

    @Embedded
    Assignee handedTo;

    Instant updatedAt;
    Instant closedAt;

    /** Incremented by each change; by the database if an earlier version of the service makes the change. */
    long version;

    /** Required by Hibernate. */
    Incident() {}

    /** A new incident from a report. */
    Incident(UUID id, ValidatedReport validated, Caller reporter, Instant at) {
        var report = validated.report();
        this.id = id;
        kind = report.kind();
        severity = report.severity();
        status = IncidentStatus.REPORTED;
        source = validated.source();
        regionCode = validated.region().value();
        lat = report.position() == null ? null : report.position().lat();
        lon = report.position() == null ? null : report.position().lon();
        description = report.description();
        details = report.details() == null ? null : new JsonObject(report.details());
        reportedAt = report.reportedAt();
        receivedAt = at;
        this.reporter = reporter.username();
        reporterName = reporter.name();
        patrolId = report.patrolId();
        fingerprint = validated.fingerprint();
        updatedAt = at;
    }

    RegionCode region() {
        return RegionCode.of(regionCode);
    }

    /** Null if only the region is known. */
    Position position() {
        return lat == null ? null : new Position(lat, lon);
    }

    ViewTag tag() {
        return new ViewTag(version);
    }

    /** Whether this incident was made by the same report of the same person. */
    boolean wasReportedBy(Caller caller, byte[] reportFingerprint) {
        return reporter.equals(caller.username()) && Arrays.equals(fingerprint, reportFingerprint);
    }

    IncidentReported reported(UUID eventId) {
        return new IncidentReported(
                eventId,
                receivedAt,
                facts(),
                StatusChange.to(IncidentStatus.REPORTED),
                position(),
                description,
                reportedAt,
                new Username(reporter),
                new PersonName(reporterName),
                patrolId);
    }

    IncidentAccepted accept(ActionContext context) {
        var change = transition(IncidentAction.ACCEPT, context);
        return new IncidentAccepted(
                context.id(), context.at(), facts(), change, context.username(), context.personName(), context.note());
    }

    IncidentRejected reject(ActionContext context) {
        var change = transition(IncidentAction.REJECT, context);
        return new IncidentRejected(
                context.id(), context.at(), facts(), change, context.username(), context.personName(), context.note());
    }

    IncidentHandedOver handOver(Assignee to, ActionContext context) {
        var change = transition(IncidentAction.HAND_OVER, context);
        handedTo = to;
        return new IncidentHandedOver(
                context.id(),
                context.at(),
                facts(),
                change,
                context.username(),
                context.personName(),
                context.note(),
                to.chiefRegion(),
                Username.ofNullable(to.username()));
    }

    /** A chief who handles the incident on behalf of the assignee becomes the assignee: a send-back returns it to them. */
    IncidentHandled handle(ActionContext context) {
        var change = transition(IncidentAction.HANDLE, context);
        var actor = context.actor();
        if (handedTo == null || !handedTo.is(actor)) {
            handedTo = Assignee.of(actor, region());
        }
        return new IncidentHandled(
                context.id(), context.at(), facts(), change, context.username(), context.personName(), context.note());
    }

    IncidentClosed verify(ActionContext context) {
        var change = transition(IncidentAction.VERIFY, context);
        closedAt = context.at();
        return new IncidentClosed(
                context.id(), context.at(), facts(), change, context.username(), context.personName(), context.note());
    }

    IncidentSentBack sendBack(ActionContext context) {
        var change = transition(IncidentAction.SEND_BACK, context);
        return new IncidentSentBack(
                context.id(),
                context.at(),
                facts(),
                change,
                context.username(),
                context.personName(),
                context.note(),
                handedTo.chiefRegion(),
                Username.ofNullable(handedTo.username()));
    }

    private IncidentFacts facts() {
        return new IncidentFacts(id, region(), kind, severity, source, receivedAt);
    }

    private StatusChange transition(IncidentAction action, ActionContext context) {
        if (!action.isAllowedAt(status)) {
            throw new IllegalTransition(action, status);
        }
        var before = status;
        status = action.to();
        updatedAt = context.at();
        version++;
        return new StatusChange(before, status);
    }
}
