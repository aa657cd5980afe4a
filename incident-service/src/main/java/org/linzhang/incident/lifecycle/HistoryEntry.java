package org.linzhang.incident.lifecycle;

import java.time.Instant;
import java.util.UUID;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

import org.linzhang.incident.event.IncidentStatus;

/** One line of an incident's ledger (台账): who did what, when. Never edited, only added to. */
@Entity
@Immutable
@Table(name = "incident_history")
class HistoryEntry {

    @Id
    UUID id;

    /** The order within an incident; given by the database. */
    @Column(insertable = false, updatable = false)
    Long seq;

    UUID incidentId;
    Instant at;

    @Enumerated(EnumType.STRING)
    IncidentAction verb;

    String actor;
    String actorName;

    @Enumerated(EnumType.STRING)
    IncidentStatus fromStatus;

    @Enumerated(EnumType.STRING)
    IncidentStatus toStatus;

    String note;

    @Embedded
    Assignee handedTo;

    String idempotencyKey;

    /** For Hibernate. */
    HistoryEntry() {}

    /** @param idempotencyKey null where the caller sent none */
    HistoryEntry(Incident moved, IncidentAction verb, IncidentStatus from, ActionContext deed, String idempotencyKey) {
        id = deed.id();
        incidentId = moved.id;
        at = deed.at();
        this.verb = verb;
        actor = deed.actor().username();
        actorName = deed.actor().name();
        fromStatus = from;
        toStatus = moved.status;
        note = deed.note();
        handedTo = moved.handedTo;
        this.idempotencyKey = idempotencyKey;
    }
}
