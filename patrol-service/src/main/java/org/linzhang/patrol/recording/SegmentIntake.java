package org.linzhang.patrol.recording;

import static org.linzhang.platform.time.Timestamps.utc;

import java.util.Arrays;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import org.linzhang.patrol.track.Segment;
import org.linzhang.platform.problem.ConflictingBody;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.ScopedQuery;
import org.linzhang.platform.security.Unscoped;

/** Stores segments; for a patrol that is not finished, with a single statement. */
@ApplicationScoped
class SegmentIntake {

    /**
     * Locks the patrol against a simultaneous finish, so that the summary misses no segment. Stores the segment if the patrol
     * is in the caller's scope, is the caller's own, and is not finished. A segment with the same number is kept: the update
     * changes nothing, it only makes the statement return the stored row.
     */
    private static final ScopedQuery STORE = ScopedQuery.numbered("""
        with locked as materialized (
            select patroller = $3 as own, finished_at is not null as finished
            from patrol
            where id = $1 and in_scope(region_code)
            for share
        ), stored as (
            insert into segment (patrol_id, seq, points, received_at, point_count, first_at, last_at,
                                 south, west, north, east, cells)
            select $1, $2, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 from locked where own and not finished
            on conflict (patrol_id, seq) do update set seq = excluded.seq
            returning old.seq is null as is_new, points = $4 as same
        )
        select own, finished, is_new, same from locked left join stored on true
        """, 13);

    @Unscoped("a repeated segment is recognised even if the patrol has left the scope of the caller")
    private static final String STORED = """
        select 1 from segment join patrol on patrol.id = segment.patrol_id
        where patrol_id = $1 and seq = $2 and points = $3 and patroller = $4
        """;

    private static final String NAME = "segment";

    private final Pool pool;
    private final Patrols patrols;
    private final PatrolSummaries summaries;

    SegmentIntake(Pool pool, Patrols patrols, PatrolSummaries summaries) {
        this.pool = pool;
        this.patrols = patrols;
        this.summaries = summaries;
    }

    /**
     * @return true if the segment is new, false if the same points are stored already
     * @throws ConflictingBody if other points are stored under its number
     * @throws NotFound if the caller's scope contains no such patrol
     * @throws org.linzhang.platform.problem.Forbidden if the patrol is not the caller's own
     */
    Uni<Boolean> store(Caller caller, Segment segment) {
        var scope = caller.scope();
        var values = Tuple.tuple()
                .addUUID(segment.patrolId())
                .addInteger(segment.seq())
                .addString(caller.username())
                .addBuffer(Buffer.buffer(segment.points()))
                .addOffsetDateTime(utc(segment.receivedAt()))
                .addInteger(segment.pointCount())
                .addOffsetDateTime(utc(segment.firstAt()))
                .addOffsetDateTime(utc(segment.lastAt()))
                .addDouble(segment.south())
                .addDouble(segment.west())
                .addDouble(segment.north())
                .addDouble(segment.east())
                .addArrayOfLong(segment.cells());
        ScopedQuery.values(scope).forEach(values::addString);
        return pool.preparedQuery(STORE.text(scope)).execute(values).chain(rows -> {
            if (rows.size() == 0) {
                return requireStored(caller, segment);
            }
            return outcome(caller, segment, rows.iterator().next());
        });
    }

    /** The patrol is not in the caller's scope; perhaps it was when they sent the same segment before. */
    private Uni<Boolean> requireStored(Caller caller, Segment segment) {
        var values = Tuple.tuple()
                .addUUID(segment.patrolId())
                .addInteger(segment.seq())
                .addBuffer(Buffer.buffer(segment.points()))
                .addString(caller.username());
        return pool.preparedQuery(STORED).execute(values).map(rows -> {
            if (rows.size() == 0) {
                throw new NotFound(Patrols.NAME);
            }
            return false;
        });
    }

    private Uni<Boolean> outcome(Caller caller, Segment segment, Row row) {
        if (!row.getBoolean("own")) {
            throw Patrols.notOwned();
        }
        if (row.getBoolean("finished")) {
            return storeAfterFinish(caller, segment);
        }
        if (!row.getBoolean("same")) {
            throw new ConflictingBody(NAME);
        }
        return Uni.createFrom().item(row.getBoolean("is_new"));
    }

    /** Updates the summary in the same transaction. Rare, so it may be slow. */
    @Unscoped("the patrol was found in the caller's scope")
    private Uni<Boolean> storeAfterFinish(Caller caller, Segment segment) {
        return Panache.withTransaction(() -> patrols.lockOwn(caller, segment.patrolId())
                .chain(patrol -> Panache.getSession()
                        .chain(session -> session.find(Segment.class, segment.key())
                                .chain(stored -> {
                                    if (stored == null) {
                                        return session.persist(segment)
                                                .call(session::flush)
                                                .chain(() -> summaries.summarize(patrol, patrol.finishedAt()))
                                                .replaceWith(true);
                                    }
                                    if (!Arrays.equals(stored.points(), segment.points())) {
                                        throw new ConflictingBody(NAME);
                                    }
                                    return Uni.createFrom().item(false);
                                }))));
    }
}
