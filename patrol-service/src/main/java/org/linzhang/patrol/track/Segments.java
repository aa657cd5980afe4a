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

import org.linzhang.platform.security.Unscoped;

/** Reads the stored segments of a patrol, a few at a time, so that a whole track is never in memory. */
@ApplicationScoped
public class Segments {

    @Unscoped("the caller has found the patrol in their scope")
    private static final String NEXT =
            "select seq, points from segment where patrol_id = $1 and seq > $2 order by seq limit $3";

    /** Segments per query, each of up to 2,000 points. */
    private static final int BATCH = 4;

    private final Pool pool;
    private final Vertx vertx;

    Segments(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    /** Unpacks the native library of H3 at start, because it would block the event loop at the first upload. */
    void loadH3(@Observes StartupEvent event) {
        H3Cells.of(List.of());
    }

    /** Summarizes the track, including what the transaction of the session has written. */
    public Uni<Summary> summarize(Mutiny.Session session, UUID patrolId, TrackSummarizer summarizer) {
        return addFrom(session, patrolId, -1, summarizer).map(done -> summarizer.summary());
    }

    /** Streams the whole track in a format. */
    public Multi<byte[]> write(UUID patrolId, TrackFormat format) {
        var writer = format.writer(patrolId);
        Multi<byte[]> segments = Multi.createBy()
                .repeating()
                .uni(() -> new AtomicInteger(-1), after -> next(patrolId, after))
                .whilst(rows -> rows.size() == BATCH)
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
                .execute(Tuple.of(patrolId, after.get(), BATCH))
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

    @Unscoped("the caller has found the patrol in their scope")
    private Uni<Void> addFrom(Mutiny.Session session, UUID patrolId, int after, TrackSummarizer summarizer) {
        return session.createQuery(
                        "select seq, points from Segment where patrolId = :patrol and seq > :after order by seq",
                        Object[].class)
                .setParameter("patrol", patrolId)
                .setParameter("after", after)
                .setMaxResults(BATCH)
                .getResultList()
                .chain(rows -> addOnWorker(rows, summarizer)
                        .chain(() -> rows.size() < BATCH
                                ? Uni.createFrom().voidItem()
                                : addFrom(session, patrolId, (int) rows.getLast()[0], summarizer)));
    }

    /** Thousands of geodesics would block the event loop. */
    private Uni<Void> addOnWorker(List<Object[]> rows, TrackSummarizer summarizer) {
        return vertx.executeBlocking(() -> {
            rows.forEach(row -> summarizer.add(PointCodec.decode((byte[]) row[1])));
            return null;
        });
    }
}
