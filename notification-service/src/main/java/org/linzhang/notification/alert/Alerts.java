package org.linzhang.notification.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.linzhang.notification.event.AlertReason;
import org.linzhang.notification.routing.Recipient;
import org.linzhang.platform.page.PageRequest;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.security.Caller;

/** Finds alerts, and moves all of an incident at once; within the session in hand. */
@ApplicationScoped
public class Alerts {

    /** Whoever was told of this incident before is told again: the alert stands as if new. */
    private static final String RAISE = """
            insert into alert (id, incident_id, recipient, recipient_region, reason, status, seq, raised_at)
            select r.id::uuid, cast(:incident as uuid), r.recipient, r.recipient_region, cast(:reason as text), 'RAISED',
                   nextval('alert_seq'), cast(:at as timestamptz)
            from unnest(cast(:ids as text[]), cast(:recipients as text[]), cast(:regions as text[]))
                 as r (id, recipient, recipient_region)
            on conflict (incident_id, recipient) do update
            set recipient_region = excluded.recipient_region, reason = excluded.reason, status = excluded.status, seq = excluded.seq,
                raised_at = excluded.raised_at, acknowledged_at = null
            returning *
            """;

    /** The incident moved on: every screen that shows it must hear, except those that have just been told. */
    private static final String FOLLOW = """
            update alert set seq = nextval('alert_seq')
            where incident_id = cast(:incident as uuid) and recipient <> all (cast(:told as text[]))
            returning *
            """;

    private static final String SETTLE = """
            update alert set status = 'SETTLED', seq = nextval('alert_seq')
            where incident_id = cast(:incident as uuid) and status <> 'SETTLED'
            returning *
            """;

    private static final String INBOX = """
            from Alert a join fetch a.incident
            where a.recipient = :username and a.recipientRegion >= :from and a.recipientRegion < :until and a.status in :statuses
              and (a.raisedAt < :lastRaisedAt or a.raisedAt = :lastRaisedAt and a.id < :lastId)
            order by a.raisedAt desc, a.id desc
            """;

    private static final String SINCE = """
            from Alert a join fetch a.incident
            where a.recipient = :username and a.recipientRegion >= :from and a.recipientRegion < :until and a.seq > :seq
            order by a.seq
            """;

    private static final String ONE = "from Alert a join fetch a.incident where a.id = :id";

    Alerts() {}

    /** One alert; null where there is none. For whom it is, is the caller's to check. */
    public Uni<Alert> find(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createQuery(ONE, Alert.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull());
    }

    /** A listener's alerts that changed after a change, the earliest change first. */
    public Uni<List<Alert>> changedSince(long seq, Caller listener, int limit) {
        return Panache.getSession()
                .chain(session -> session.createQuery(SINCE, Alert.class)
                        .setParameter("username", listener.username())
                        .setParameter("from", listener.scope().from())
                        .setParameter("until", listener.scope().until())
                        .setParameter("seq", seq)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** The latest change of any alert; others may be on their way with a smaller one. */
    public Uni<Long> latestChange() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select last_value from alert_seq", Long.class)
                        .getSingleResult());
    }

    Uni<Long> nextChange() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select nextval('alert_seq')", Long.class)
                        .getSingleResult());
    }

    /** @param lastRaisedAt with {@code lastId}, the sort key behind which the page begins */
    Uni<List<Alert>> inboxOf(
            Caller caller, Set<AlertStatus> statuses, Instant lastRaisedAt, UUID lastId, PageRequest page) {
        return Panache.getSession()
                .chain(session -> session.createQuery(INBOX, Alert.class)
                        .setParameter("username", caller.username())
                        .setParameter("from", caller.scope().from())
                        .setParameter("until", caller.scope().until())
                        .setParameter("statuses", statuses)
                        .setParameter("lastRaisedAt", lastRaisedAt)
                        .setParameter("lastId", lastId)
                        .setMaxResults(page.rows())
                        .getResultList());
    }

    /** An alert of the caller's, locked; else {@link NotFound}. */
    Uni<Alert> lock(UUID id, Caller caller) {
        return Panache.getSession()
                .chain(session -> session.find(Alert.class, id, LockModeType.PESSIMISTIC_WRITE)
                        .onItem()
                        .transform(alert -> {
                            if (alert == null || !alert.isFor(caller)) {
                                throw new NotFound("alert");
                            }
                            return alert;
                        })
                        .call(alert -> session.fetch(alert.incident())));
    }

    /** An incident that somebody was alerted to, locked; null where there is none. */
    Uni<AlertedIncident> lockIncident(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(AlertedIncident.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    Uni<List<Alert>> raise(AlertedIncident incident, Collection<Recipient> recipients, AlertReason reason, Instant at) {
        return written(session -> session.createNativeQuery(RAISE, Alert.class)
                .setParameter("incident", incident.id().toString())
                .setParameter("reason", reason.name())
                .setParameter("at", at)
                .setParameter(
                        "ids",
                        recipients.stream()
                                .map(recipient -> Alert.newId().toString())
                                .toArray(String[]::new))
                .setParameter(
                        "recipients",
                        recipients.stream().map(Recipient::username).toArray(String[]::new))
                .setParameter(
                        "regions",
                        recipients.stream()
                                .map(recipient -> recipient.region().value())
                                .toArray(String[]::new)));
    }

    Uni<List<Alert>> follow(AlertedIncident incident, Collection<Alert> told) {
        return written(session -> session.createNativeQuery(FOLLOW, Alert.class)
                .setParameter("incident", incident.id().toString())
                .setParameter("told", told.stream().map(Alert::recipient).toArray(String[]::new)));
    }

    Uni<List<Alert>> settle(AlertedIncident incident) {
        return written(session -> session.createNativeQuery(SETTLE, Alert.class)
                .setParameter("incident", incident.id().toString()));
    }

    /** A statement of our own sees only what the session has written. */
    private static Uni<List<Alert>> written(Function<Mutiny.Session, Mutiny.SelectionQuery<Alert>> statement) {
        return Panache.getSession()
                .chain(session ->
                        session.flush().chain(() -> statement.apply(session).getResultList()));
    }
}
