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
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;

/** One incident told to one person. Raised, followed and settled with all others of its incident, by {@link Alerts}. */
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

    /** A new one, of an incident that nobody was told of before; {@link #seq()} comes from the database. */
    Alert(AlertedIncident incident, Recipient recipient, AlertReason reason, Instant at) {
        id = newId();
        this.incident = incident;
        this.recipient = recipient.username();
        recipientRegion = recipient.region().value();
        this.reason = reason;
        status = AlertStatus.RAISED;
        raisedAt = at;
    }

    void number(long change) {
        seq = change;
    }

    static UUID newId() {
        return IDS.generate();
    }

    /**
     * The recipient says that they know. The first acknowledgement stands; one that comes when the incident is already
     * over is noted, and the alert stays settled.
     *
     * @param change the {@link #seq()} of this change
     * @return empty where they had said so before
     */
    Optional<AlertAcknowledged> acknowledge(Instant at, long change) {
        if (acknowledgedAt != null) {
            return Optional.empty();
        }
        acknowledgedAt = at;
        seq = change;
        if (status == AlertStatus.RAISED) {
            status = AlertStatus.ACKNOWLEDGED;
        }
        return Optional.of(new AlertAcknowledged(newId(), at, id, incident.id(), incident.region(), recipient));
    }

    AlertRaised raised() {
        return new AlertRaised(newId(), raisedAt, id, incident.id(), incident.region(), recipient, reason);
    }

    AlertUpdated updated(Instant at) {
        return new AlertUpdated(newId(), at, id, incident.id(), incident.region(), recipient);
    }

    AlertSettled settled(Instant at) {
        return new AlertSettled(newId(), at, id, incident.id(), incident.region(), recipient);
    }

    /** Whether a caller may see it: they are who was told, and still answer for the region for which they were. */
    public boolean isFor(Caller caller) {
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

    /** Code of the region that the recipient answers for, for which they were told. */
    String recipientRegion() {
        return recipientRegion;
    }

    AlertReason reason() {
        return reason;
    }

    AlertStatus status() {
        return status;
    }

    /** Grows with every change of any alert; not quite the order of commits. */
    public long seq() {
        return seq;
    }

    Instant raisedAt() {
        return raisedAt;
    }

    /** Null until they say that they know. */
    Instant acknowledgedAt() {
        return acknowledgedAt;
    }
}
