package org.linzhang.incident.lifecycle;

import static org.linzhang.platform.time.Timestamps.utc;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import org.linzhang.incident.event.IncidentReported;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.outbox.OutboxRow;
import org.linzhang.platform.page.ListQuery;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Role;

/** All incidents. Callers see those of their region and those assigned to them. */
@ApplicationScoped
class Incidents implements PanacheRepositoryBase<Incident, UUID> {

    /**
     * The HQL predicate of visibility: the incident is in the caller's region, or the caller is its assignee. An incident can
     * be handed over to a neighbouring region, whose chief or ranger must then see it. Its parameters are {@link #visibleTo}.
     */
    static final String VISIBLE = """
            (regionCode >= :from and regionCode < :until
             or handedTo.username = :me
             or handedTo.username is null and handedTo.region = :chiefOf)""";

    /** Inserts incident, history entry and outbox row in one round trip, or nothing if the id is taken. */
    private static final String INSERT = """
            with inserted as (
                insert into incident (id, kind, severity, status, source, region_code, lat, lon, description, details,
                                      reported_at, received_at, reporter, reporter_name, patrol_id, fingerprint, updated_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $12)
                on conflict (id) do nothing
                returning id, received_at, reporter, reporter_name, status
            ), history as (
                insert into incident_history (id, incident_id, at, action, actor, actor_name, to_status)
                select $17, id, received_at, $18, reporter, reporter_name, status from inserted
            )
            """ + Outbox.insertFrom("inserted", 19);

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

    /** Fails with {@link NotFound} if there is no such incident or it is not visible to the caller. */
    Uni<Incident> inScope(Caller caller, UUID id) {
        return inScope(caller, id, LockModeType.NONE);
    }

    /** Like {@link #inScope(Caller, UUID)}; locks the row until the end of the current transaction. */
    Uni<Incident> inScopeForUpdate(Caller caller, UUID id) {
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

    /** Newest first; one row more than the page shows if another page follows. */
    Uni<List<Incident>> list(ListQuery query) {
        return find(query.condition() + " order by receivedAt desc, id desc", query.parameters())
                .page(0, query.page().rows())
                .list();
    }

    @WithSession
    Uni<Incident> load(UUID id) {
        return findById(id);
    }

    /**
     * Stores a report with its first history entry and its event, in a transaction of its own.
     *
     * @return false if the id is taken and nothing was stored
     */
    Uni<Boolean> insertIfAbsent(Incident incident, IncidentReported event) {
        var outboxRows = outbox.rows(List.of(event));
        return pool.preparedQuery(INSERT)
                .execute(row(incident, event, outboxRows))
                .map(result -> result.rowCount() == 1)
                .invoke(inserted -> {
                    if (inserted) {
                        outbox.publishCommitted(outboxRows);
                    }
                });
    }

    private static Tuple row(Incident incident, IncidentReported event, List<OutboxRow> outboxRows) {
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
        Outbox.addValues(values, outboxRows);
        return values;
    }
}
