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
import org.linzhang.incident.intake.Intake;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;

/** Something that is wrong in the forest, from its report until it is struck off. Each verb moves it and says what happened. */
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

    /** For Hibernate. */
    Incident() {}

    /** A new one, as it was reported. */
    Incident(UUID id, Intake.Examined examined, Caller reporter, Instant at) {
        var report = examined.report();
        this.id = id;
        kind = report.kind();
        severity = report.severity();
        status = IncidentStatus.REPORTED;
        source = examined.source();
        regionCode = examined.region().value();
        lat = report.position() == null ? null : report.position().lat();
        lon = report.position() == null ? null : report.position().lon();
        description = report.description();
        details = report.details() == null ? null : new JsonObject(report.details());
        reportedAt = Moments.stored(report.reportedAt());
        receivedAt = at;
        this.reporter = reporter.username();
        reporterName = reporter.name();
        patrolId = report.patrolId();
        fingerprint = examined.fingerprint();
        updatedAt = at;
    }

    RegionCode region() {
        return RegionCode.of(regionCode);
    }

    /** WGS84; null where only the region is known. */
    Position position() {
        return lat == null ? null : new Position(lat, lon);
    }

    /** Whether the other is this very report, sent again. */
    boolean isSameReportAs(Incident other) {
        return id.equals(other.id) && reporter.equals(other.reporter) && Arrays.equals(fingerprint, other.fingerprint);
    }

    IncidentReported report(UUID event) {
        return new IncidentReported(
                event,
                receivedAt,
                id,
                region(),
                kind,
                receivedAt,
                severity,
                source,
                position(),
                description,
                reportedAt,
                reporter,
                reporterName,
                patrolId);
    }

    IncidentAccepted accept(ActionContext deed) {
        move(IncidentAction.ACCEPT, deed);
        var actor = deed.actor();
        return new IncidentAccepted(
                deed.id(), deed.at(), id, region(), kind, receivedAt, actor.username(), actor.name(), deed.note());
    }

    IncidentRejected reject(ActionContext deed) {
        move(IncidentAction.REJECT, deed);
        var actor = deed.actor();
        return new IncidentRejected(
                deed.id(), deed.at(), id, region(), kind, receivedAt, actor.username(), actor.name(), deed.note());
    }

    IncidentHandedOver handOver(Assignee to, ActionContext deed) {
        move(IncidentAction.HAND_OVER, deed);
        handedTo = to;
        var actor = deed.actor();
        return new IncidentHandedOver(
                deed.id(),
                deed.at(),
                id,
                region(),
                kind,
                receivedAt,
                actor.username(),
                actor.name(),
                deed.note(),
                to.toRegion(),
                to.username());
    }

    /** Who handles it in the assignee's stead takes it over: it is they who get it back if the handling is found wanting. */
    IncidentHandled handle(ActionContext deed) {
        move(IncidentAction.HANDLE, deed);
        var actor = deed.actor();
        if (handedTo == null || !handedTo.is(actor)) {
            handedTo = Assignee.of(actor);
        }
        return new IncidentHandled(
                deed.id(), deed.at(), id, region(), kind, receivedAt, actor.username(), actor.name(), deed.note());
    }

    IncidentClosed verify(ActionContext deed) {
        move(IncidentAction.VERIFY, deed);
        closedAt = deed.at();
        var actor = deed.actor();
        return new IncidentClosed(
                deed.id(), deed.at(), id, region(), kind, receivedAt, actor.username(), actor.name(), deed.note());
    }

    IncidentSentBack sendBack(ActionContext deed) {
        move(IncidentAction.SEND_BACK, deed);
        var actor = deed.actor();
        return new IncidentSentBack(
                deed.id(),
                deed.at(),
                id,
                region(),
                kind,
                receivedAt,
                actor.username(),
                actor.name(),
                deed.note(),
                handedTo.toRegion(),
                handedTo.username());
    }

    private void move(IncidentAction verb, ActionContext deed) {
        if (!verb.canMove(status)) {
            throw new IllegalTransition(verb, status);
        }
        status = verb.to();
        updatedAt = deed.at();
    }
}
