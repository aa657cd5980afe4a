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
import org.linzhang.platform.security.ScopedQuery;
import org.linzhang.platform.security.Unscoped;

/** Finds alerts, and changes all alerts of an incident together. Needs an open session. */
@ApplicationScoped
public class Alerts {

    /** A person who has an alert of this incident gets no second one: theirs becomes new again. */
    private static final String RAISE = """
        insert into alert (id, incident_id, recipient, recipient_region, reason, status, seq, raised_at)
        select r.id::uuid, cast(:incident as uuid), r.recipient, r.recipient_region, cast(:reason as text), 'RAISED',
               nextval('alert_seq'), cast(:at as timestamptz)
        from unnest(cast(:ids as text[]), cast(:recipients as text[]), cast(:regions as text[]))
             as r (id, recipient, recipient_region)
        on conflict (incident_id, recipient) do update
        set recipient_region = excluded.recipient_region, reason = excluded.reason, status = excluded.status,
            seq = excluded.seq, raised_at = excluded.raised_at, acknowledged_at = null
        returning *
        """;

    /** New sequence numbers for an incident's alerts, so that streams send its new status; except those just raised. */
    @Unscoped("the event of an incident changes the alerts of all its recipients")
    private static final String MARK_CHANGED = """
        update alert set seq = nextval('alert_seq')
        where incident_id = cast(:incident as uuid) and recipient <> all (cast(:raised as text[]))
        returning *
        """;

    @Unscoped("the event of an incident changes the alerts of all its recipients")
    private static final String SETTLE = """
        update alert set status = 'SETTLED', seq = nextval('alert_seq')
        where incident_id = cast(:incident as uuid) and status <> 'SETTLED'
        returning *
        """;

    private static final ScopedQuery INBOX = ScopedQuery.named("""
        from Alert a join fetch a.incident
        where a.recipient = :username and in_scope(a.recipientRegion)
          and a.status in :statuses
          and (a.raisedAt, a.id) < (:lastRaisedAt, :lastId)
        order by a.raisedAt desc, a.id desc
        """);

    private static final ScopedQuery ABOUT = ScopedQuery.named("""
        from Alert a join fetch a.incident
        where a.incident.id = :incident and a.recipient = :username and in_scope(a.recipientRegion)
        """);

    private static final ScopedQuery SINCE = ScopedQuery.named("""
        from Alert a join fetch a.incident
        where a.recipient = :username and in_scope(a.recipientRegion) and a.seq > :seq
        order by a.seq
        """);

    private static final ScopedQuery OWN = ScopedQuery.named("""
        from Alert a join fetch a.incident
        where a.id = :id and a.recipient = :username and in_scope(a.recipientRegion)
        """);

    @Unscoped("each stream checks whether its subscriber may see the alert")
    private static final String ONE = "from Alert a join fetch a.incident where a.id = :id";

    Alerts() {}

    /** Returns null if there is no such alert. Does not check the recipient. */
    public Uni<Alert> find(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createQuery(ONE, Alert.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull());
    }

    /** Fails with {@link NotFound} if the person has no such alert in their scope. */
    Uni<Alert> inScope(UUID id, Caller recipient) {
        return Panache.getSession()
                .chain(session ->
                        query(OWN, recipient, session).setParameter("id", id).getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> new NotFound("alert"));
    }

    /** The person's alerts in their scope with a greater sequence number, smallest first. */
    public Uni<List<Alert>> changedSince(long seq, Caller recipient, int limit) {
        return Panache.getSession()
                .chain(session -> query(SINCE, recipient, session)
                        .setParameter("seq", seq)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** The greatest sequence number assigned; the change may not be committed. */
    public Uni<Long> latestSeq() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select last_value from alert_seq", Long.class)
                        .getSingleResult());
    }

    Uni<Long> nextSeq() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select nextval('alert_seq')", Long.class)
                        .getSingleResult());
    }

    /** @param lastRaisedAt with {@code lastId} the sort key of the last alert of the previous page */
    Uni<List<Alert>> inboxOf(
            Caller caller, Set<AlertStatus> statuses, Instant lastRaisedAt, UUID lastId, PageRequest page) {
        return Panache.getSession()
                .chain(session -> query(INBOX, caller, session)
                        .setParameter("statuses", statuses)
                        .setParameter("lastRaisedAt", lastRaisedAt)
                        .setParameter("lastId", lastId)
                        .setMaxResults(page.rows())
                        .getResultList());
    }

    private static Mutiny.SelectionQuery<Alert> query(ScopedQuery text, Caller recipient, Mutiny.Session session) {
        var scope = recipient.scope();
        var query = session.createQuery(text.text(scope), Alert.class).setParameter("username", recipient.username());
        ScopedQuery.parameters(scope).forEach(query::setParameter);
        return query;
    }

    /** The caller's alert about an incident: one or none. */
    Uni<List<Alert>> about(UUID incident, Caller caller) {
        return Panache.getSession()
                .chain(session -> query(ABOUT, caller, session)
                        .setParameter("incident", incident)
                        .getResultList());
    }

    /**
     * Locks an alert.
     *
     * @throws NotFound if there is no such alert, or the caller may not see it
     */
    @Unscoped("the alert itself says whether the caller may see it")
    Uni<Alert> lock(UUID id, Caller caller) {
        return Panache.getSession()
                .chain(session -> session.find(Alert.class, id, LockModeType.PESSIMISTIC_WRITE)
                        .onItem()
                        .transform(alert -> {
                            if (alert == null || !alert.isVisibleTo(caller)) {
                                throw new NotFound("alert");
                            }
                            return alert;
                        })
                        .call(alert -> session.fetch(alert.incident())));
    }

    /** Locks an incident. Returns null if no alert was raised for it. */
    @Unscoped("the event of an incident changes the alerts of all its recipients")
    Uni<AlertedIncident> lockIncident(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(AlertedIncident.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    Uni<List<Alert>> raise(AlertedIncident incident, Collection<Recipient> recipients, AlertReason reason, Instant at) {
        return changed(session -> session.createNativeQuery(RAISE, Alert.class)
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

    /** @param raised excluded, because they have new sequence numbers already */
    Uni<List<Alert>> markChanged(AlertedIncident incident, Collection<Alert> raised) {
        return changed(session -> session.createNativeQuery(MARK_CHANGED, Alert.class)
                .setParameter("incident", incident.id().toString())
                .setParameter("raised", raised.stream().map(Alert::recipient).toArray(String[]::new)));
    }

    Uni<List<Alert>> settle(AlertedIncident incident) {
        return changed(session -> session.createNativeQuery(SETTLE, Alert.class)
                .setParameter("incident", incident.id().toString()));
    }

    /** Flushes the session first: a native statement sees only what was written to the database. */
    private static Uni<List<Alert>> changed(Function<Mutiny.Session, Mutiny.SelectionQuery<Alert>> statement) {
        return Panache.getSession()
                .chain(session ->
                        session.flush().chain(() -> statement.apply(session).getResultList()));
    }
}
