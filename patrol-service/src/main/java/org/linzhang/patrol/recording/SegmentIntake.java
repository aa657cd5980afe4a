package org.linzhang.patrol.recording;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

/** Takes the pieces of a track in, in one statement while the patrol is under way. */
@ApplicationScoped
class SegmentIntake {

    /**
     * Holds the patrol against its finish, so that a summary misses no segment; stores the segment where the patrol is the
     * caller's, in their region, and under way. Where one is stored under this number already it stays as it is: the update
     * changes nothing, it only makes that row show.
     */
    private static final String STORE = """
            with held as materialized (
                select patroller = $3 as own, finished_at is not null as finished
                from patrol
                where id = $1 and region_code >= $4 and region_code < $5
                for share
            ), stored as (
                insert into segment (patrol_id, seq, points, received_at, point_count, first_at, last_at,
                                     south, west, north, east, cells)
                select $1, $2, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15 from held where own and not finished
                on conflict (patrol_id, seq) do update set seq = excluded.seq
                returning xmax = 0 as first, points = $6 as same
            )
            select own, finished, first, same from held left join stored on true
            """;

    private static final String WHAT = "segment";

    private final Pool pool;
    private final Patrols patrols;
    private final PatrolSummaries summing;

    SegmentIntake(Pool pool, Patrols patrols, PatrolSummaries summing) {
        this.pool = pool;
        this.patrols = patrols;
        this.summing = summing;
    }

    /**
     * @return whether the segment is new; false where the same was stored before
     * @throws ConflictingBody where other points are stored under its number
     */
    Uni<Boolean> take(Caller caller, Segment segment) {
        var scope = caller.scope();
        var values = Tuple.tuple()
                .addUUID(segment.patrolId())
                .addInteger(segment.seq())
                .addString(caller.username())
                .addString(scope.from())
                .addString(scope.until())
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
        return pool.preparedQuery(STORE).execute(values).chain(rows -> {
            if (rows.size() == 0) {
                throw new NotFound(Patrols.WHAT);
            }
            return outcome(caller, segment, rows.iterator().next());
        });
    }

    private Uni<Boolean> outcome(Caller caller, Segment segment, Row row) {
        if (!row.getBoolean("own")) {
            throw Patrols.notTheirs();
        }
        if (row.getBoolean("finished")) {
            return takeLate(caller, segment);
        }
        if (!row.getBoolean("same")) {
            throw new ConflictingBody(WHAT);
        }
        return Uni.createFrom().item(row.getBoolean("first"));
    }

    /** Behind the finish: rare, so it may take its time, and renew the summary in the same transaction. */
    private Uni<Boolean> takeLate(Caller caller, Segment segment) {
        return Panache.withTransaction(() -> patrols.ownHeld(caller, segment.patrolId())
                .chain(patrol -> Panache.getSession()
                        .chain(session -> session.find(Segment.class, segment.key())
                                .chain(there -> {
                                    if (there == null) {
                                        return session.persist(segment)
                                                .call(session::flush)
                                                .chain(() -> summing.sumUp(patrol, patrol.finishedAt()))
                                                .replaceWith(true);
                                    }
                                    if (!Arrays.equals(there.points(), segment.points())) {
                                        throw new ConflictingBody(WHAT);
                                    }
                                    return Uni.createFrom().item(false);
                                }))));
    }

    private static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
