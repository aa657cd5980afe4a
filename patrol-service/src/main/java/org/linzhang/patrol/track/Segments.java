package org.linzhang.patrol.track;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;

/** The stored segments of a patrol, read a few at a time, so that nobody holds a day's track. */
@ApplicationScoped
public class Segments {

    private static final String NEXT =
            "select seq, points from segment where patrol_id = $1 and seq > $2 order by seq limit $3";

    /** Segments of one read: up to 2,000 points each. */
    private static final int READ = 4;

    private final Pool pool;
    private final Vertx vertx;

    Segments(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    /** Unpacks the native library of the grid now, rather than on an event loop under the first phone that sends a track. */
    void prepare(@Observes StartupEvent starting) {
        Cells.of(List.of());
    }

    /** Sums up the track as the session's transaction sees it. */
    public Uni<Summary> sumUp(Mutiny.Session session, UUID patrolId, TrackSummarizer reckoning) {
        return reckon(session, patrolId, -1, reckoning).map(done -> reckoning.summary());
    }

    /** The whole track in a format, as a stream. */
    public Multi<byte[]> write(UUID patrolId, TrackFormat format) {
        var writer = format.writer(patrolId);
        Multi<byte[]> segments = Multi.createBy()
                .repeating()
                .uni(() -> new AtomicInteger(-1), after -> next(patrolId, after))
                .whilst(rows -> rows.size() == READ)
                .onItem()
                .<Row>disjoint()
                .map(row -> writer.segment(
                        row.getInteger("seq"),
                        PointCodec.decode(row.getBuffer("points").getBytes())));
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(writer::head),
                        segments,
                        Multi.createFrom().item(writer::tail));
    }

    private Uni<List<Row>> next(UUID patrolId, AtomicInteger after) {
        return pool.preparedQuery(NEXT)
                .execute(Tuple.of(patrolId, after.get(), READ))
                .map(Segments::list)
                .invoke(rows -> {
                    if (!rows.isEmpty()) {
                        after.set(rows.getLast().getInteger("seq"));
                    }
                });
    }

    private static List<Row> list(RowSet<Row> rows) {
        var list = new ArrayList<Row>(rows.size());
        rows.forEach(list::add);
        return list;
    }

    private Uni<Void> reckon(Mutiny.Session session, UUID patrolId, int after, TrackSummarizer reckoning) {
        return session.createQuery(
                        "select seq, points from Segment where patrolId = :patrol and seq > :after order by seq",
                        Object[].class)
                .setParameter("patrol", patrolId)
                .setParameter("after", after)
                .setMaxResults(READ)
                .getResultList()
                .chain(rows -> onWorker(rows, reckoning)
                        .chain(() -> rows.size() < READ
                                ? Uni.createFrom().voidItem()
                                : reckon(session, patrolId, (int) rows.getLast()[0], reckoning)));
    }

    /** Thousands of geodesics are no work for an event loop. */
    private Uni<Void> onWorker(List<Object[]> rows, TrackSummarizer reckoning) {
        return vertx.executeBlocking(() -> {
            rows.forEach(row -> reckoning.add(PointCodec.decode((byte[]) row[1])));
            return null;
        });
    }
}
