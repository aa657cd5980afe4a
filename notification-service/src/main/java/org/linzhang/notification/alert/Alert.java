package org.linzhang.notification.alert;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

import org.linzhang.notification.event.AlertAcknowledged;
import org.linzhang.notification.event.AlertRaised;
import org.linzhang.notification.event.AlertReason;
import org.linzhang.notification.event.AlertSettled;
import org.linzhang.notification.event.AlertUpdated;
import org.linzhang.notification.routing.Recipient;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;

/** Notifies one person about one incident. {@link Alerts} raises, updates and settles all alerts of an incident together. */
@Entity
public class Alert {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "incident_id")
    private AlertedIncident incident;

    private String recipient;

    private String recipientRegion;

    @Enumerated(EnumType.STRING)
    private AlertReason reason;

    @Enumerated(EnumType.STRING)
    private AlertStatus status;

    private long seq;

    private Instant raisedAt;

    private Instant acknowledgedAt;

    protected Alert() {}

    /** The alert of a new incident. {@link #assignSeq} must follow. */
    Alert(AlertedIncident incident, Recipient recipient, AlertReason reason, Instant at) {
        id = newId();
        this.incident = incident;
        this.recipient = recipient.username();
        recipientRegion = recipient.region().value();
        this.reason = reason;
        status = AlertStatus.RAISED;
        raisedAt = at;
    }

    void assignSeq(long assigned) {
        seq = assigned;
    }

    static UUID newId() {
        return IDS.generate();
    }

    /**
     * Acknowledges the alert. A settled alert stays settled.
     *
     * @param seq the sequence number of this change
     * @return empty if it was acknowledged before
     */
    Optional<AlertAcknowledged> acknowledge(Instant at, long seq) {
        if (acknowledgedAt != null) {
            return Optional.empty();
        }
        acknowledgedAt = at;
        this.seq = seq;
        if (status == AlertStatus.RAISED) {
            status = AlertStatus.ACKNOWLEDGED;
        }
        return Optional.of(
                new AlertAcknowledged(newId(), at, id, incident.id(), incident.region(), new Username(recipient)));
    }

    AlertRaised raised() {
        return new AlertRaised(
                newId(), raisedAt, id, incident.id(), incident.region(), new Username(recipient), reason);
    }

    AlertUpdated updated(Instant at) {
        return new AlertUpdated(newId(), at, id, incident.id(), incident.region(), new Username(recipient));
    }

    AlertSettled settled(Instant at) {
        return new AlertSettled(newId(), at, id, incident.id(), incident.region(), new Username(recipient));
    }

    /** Whether the caller is the recipient and is still responsible for the region because of which they were alerted. */
    public boolean isVisibleTo(Caller caller) {
        return recipient.equals(caller.username()) && caller.scope().contains(RegionCode.of(recipientRegion));
    }

    public UUID id() {
        return id;
    }

    AlertedIncident incident() {
        return incident;
    }

    /** Username. */
    public String recipient() {
        return recipient;
    }

    /** Code of the region that the recipient is responsible for, because of which they were alerted. */
    String recipientRegion() {
        return recipientRegion;
    }

    AlertReason reason() {
        return reason;
    }

    AlertStatus status() {
        return status;
    }

    /** Sequence number of the last change, increasing over all alerts. Assigned before the commit: not the order of commits. */
    public long seq() {
        return seq;
    }

    Instant raisedAt() {
        return raisedAt;
    }

    /** Null if not acknowledged. */
    Instant acknowledgedAt() {
        return acknowledgedAt;
    }
}
