package org.linzhang.incident.lifecycle;

import static org.linzhang.platform.time.Timestamps.utc;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import org.linzhang.incident.event.IncidentReported;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.outbox.OutboxRow;
import org.linzhang.platform.page.ListQuery;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Role;
import org.linzhang.platform.security.Scope;
import org.linzhang.platform.security.ScopedQuery;
import org.linzhang.platform.security.Unscoped;

/** All incidents. Callers see those of their regions and those assigned to them. */
@ApplicationScoped
class Incidents {

    private static final String TIME_FIELD = "receivedAt";

    /**
     * The incident is in the caller's scope, or the caller is its assignee. An incident can be handed over to a neighbouring
     * region, whose chief or ranger must then see it. {@link #assignee} has the values of its other parameters.
     */
    private static final String VISIBLE = """
        (in_scope(regionCode)
         or handedTo.username = :me
         or handedTo.username is null and handedTo.region in :chiefOf)\
        """;

    private static final ScopedQuery VISIBLE_ONES = ScopedQuery.named(VISIBLE);

    private static final ScopedQuery IN_REGION = ScopedQuery.named("in_scope(regionCode)");

    private static final ScopedQuery VISIBLE_ONE = ScopedQuery.named("from Incident where id = :id and " + VISIBLE);

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

    /** A list of the incidents that the caller may see. */
    static ListQuery.Builder visibleTo(Caller caller) {
        return ListQuery.builder(VISIBLE_ONES, caller.scope(), TIME_FIELD).with(assignee(caller));
    }

    /** A list of the incidents in a scope. */
    static ListQuery.Builder in(Scope scope) {
        return ListQuery.builder(IN_REGION, scope, TIME_FIELD);
    }

    private static Map<String, Object> assignee(Caller caller) {
        var chiefOf = caller.is(Role.CHIEF) ? caller.regions() : List.<RegionCode>of();
        return Map.of(
                "me",
                caller.username(),
                "chiefOf",
                chiefOf.stream().map(RegionCode::value).toList());
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
        return Panache.getSession().chain(session -> {
            var scope = caller.scope();
            var query = session.createQuery(VISIBLE_ONE.text(scope), Incident.class)
                    .setParameter("id", id)
                    .setLockMode(lock);
            ScopedQuery.parameters(scope).forEach(query::setParameter);
            assignee(caller).forEach(query::setParameter);
            return query.getSingleResultOrNull().onItem().ifNull().failWith(() -> new NotFound("incident"));
        });
    }

    /** Newest first; one row more than the page shows if another page follows. */
    Uni<List<Incident>> list(ListQuery query) {
        return Panache.getSession().chain(session -> query.list(session, Incident.class));
    }

    /** Null if there is no such incident. */
    @Unscoped("a repeated request is recognised even if the incident has left the scope of the caller")
    @WithSession
    Uni<Incident> load(UUID id) {
        return Panache.getSession().chain(session -> session.find(Incident.class, id));
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
