package org.linzhang.incident.lifecycle;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import org.linzhang.incident.event.IncidentReported;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.outbox.OutboxRow;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Role;

/** The incidents that there are, each seen by those of its region, and by whoever has it in hand. */
@ApplicationScoped
class Incidents implements PanacheRepositoryBase<Incident, UUID> {

    /**
     * Who sees an incident: those whose region it lies in, and whoever it was handed to, also sideways, because they must be
     * able to handle it. To be completed with {@link #visibleTo}.
     */
    static final String VISIBLE = """
            (regionCode >= :from and regionCode < :until
             or handedTo.username = :me
             or handedTo.username is null and handedTo.region = :chiefOf)""";

    /** Report, ledger and outbox in one round trip; nothing at all where the id is taken. */
    private static final String STORE = """
            with stored as (
                insert into incident (id, kind, severity, status, source, region_code, lat, lon, description, details,
                                      reported_at, received_at, reporter, reporter_name, patrol_id, fingerprint, updated_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $12)
                on conflict (id) do nothing
                returning id, received_at, reporter, reporter_name, status
            ), noted as (
                insert into incident_history (id, incident_id, at, verb, actor, actor_name, to_status)
                select $17, id, received_at, $18, reporter, reporter_name, status from stored
            )
            """ + Outbox.insertFrom("stored", 19);

    private final Pool pool;
    private final Outbox outbox;

    Incidents(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    static Parameters visibleTo(Caller caller) {
        var scope = caller.scope();
        return Parameters.with("from", scope.from())
                .and("until", scope.until())
                .and("me", caller.username())
                .and("chiefOf", caller.is(Role.CHIEF) ? caller.region().value() : "");
    }

    /** Fails with {@link NotFound} where there is none, or none that the caller sees. */
    Uni<Incident> inScope(Caller caller, UUID id) {
        return inScope(caller, id, LockModeType.NONE);
    }

    /** Likewise; nobody else moves it until the transaction in hand has ended. */
    Uni<Incident> held(Caller caller, UUID id) {
        return inScope(caller, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private Uni<Incident> inScope(Caller caller, UUID id, LockModeType lock) {
        return find("id = :id and " + VISIBLE, visibleTo(caller).and("id", id))
                .withLock(lock)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> new NotFound("incident"));
    }

    /** Newest first; one more than the search's limit, to see whether there is more. */
    Uni<List<Incident>> list(IncidentFilter search) {
        return find(search.condition() + " order by receivedAt desc, id desc", search.parameters())
                .page(Page.ofSize(search.page().rows()))
                .list();
    }

    @WithSession
    Uni<Incident> stored(UUID id) {
        return findById(id);
    }

    /**
     * Stores a report with its first line of the ledger and its event, in a transaction of its own.
     *
     * @return false where its id is taken, and nothing was stored
     */
    Uni<Boolean> storeOnce(Incident incident, IncidentReported event) {
        var told = outbox.rows(List.of(event));
        return pool.preparedQuery(STORE)
                .execute(row(incident, event, told))
                .map(result -> result.rowCount() == 1)
                .invoke(stored -> {
                    if (stored) {
                        outbox.publishCommitted(told);
                    }
                });
    }

    private static Tuple row(Incident incident, IncidentReported event, List<OutboxRow> told) {
        var values = Tuple.from(Arrays.asList(
                incident.id,
                incident.kind.name(),
                incident.severity.name(),
                incident.status.name(),
                incident.source.name(),
                incident.regionCode,
                incident.lat,
                incident.lon,
                incident.description,
                incident.details,
                utc(incident.reportedAt),
                utc(incident.receivedAt),
                incident.reporter,
                incident.reporterName,
                incident.patrolId,
                Buffer.buffer(incident.fingerprint),
                event.eventId(),
                IncidentAction.REPORT.name()));
        Outbox.addValues(values, told);
        return values;
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
