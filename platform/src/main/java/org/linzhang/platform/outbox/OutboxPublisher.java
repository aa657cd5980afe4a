package org.linzhang.platform.outbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import org.jboss.logging.Logger;

import org.linzhang.platform.outbox.Delivery.Acknowledged;
import org.linzhang.platform.outbox.Delivery.Failed;
import org.linzhang.platform.outbox.Delivery.Refused;
import org.linzhang.platform.outbox.Delivery.Repeated;
import org.linzhang.platform.time.Timestamps;

/**
 * Publishes rows to Kafka. Those that Kafka has acknowledged become published events; those that it refuses for good become refused
 * events; the others stay.
 *
 * <p>An advisory lock allows one instance at a time to publish pending rows, so that several instances keep the order. After a
 * crash between acknowledgement and commit a batch is published again; consumers deduplicate it by event id.
 *
 * <p>The first event of an aggregate is published without the lock: no earlier event exists, and later ones are read from the
 * table, which contains the first one until it is acknowledged. An instance that reads the table at that time publishes it a
 * second time.
 */
final class OutboxPublisher {

    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);

    /**
     * Always from the lowest seq: a long transaction commits rows with a lower seq than rows that are already published. An
     * event of an aggregate with refused events must not overtake these.
     */
    private static final String SELECT_PENDING = """
            select id, aggregatetype, aggregateid, type, payload::text as payload, headers::text as headers,
                   exists (select from refused_event r
                           where r.aggregatetype = o.aggregatetype and r.aggregateid = o.aggregateid) as follows_refused
            from outbox o order by seq limit $1
            """;

    /** An instance that has not yet noticed that a partition has lost its end must not count an offset below next_offset. */
    private static final String MOVE_ACKNOWLEDGED = """
            with acknowledged as (
                delete from outbox o
                using unnest($1::uuid[], $2::int[], $3::bigint[]) as a (id, kafka_partition, kafka_offset)
                where o.id = a.id and not exists (
                    select from published_offset p
                    where p.topic = o.aggregatetype and p.partition = a.kafka_partition
                      and a.kafka_offset between 0 and p.next_offset - 1)
                returning o.seq, o.id, o.aggregatetype, o.aggregateid, o.type, o.payload, o.headers,
                          a.kafka_partition, a.kafka_offset
            )
            insert into published_event (published_at, seq, id, aggregatetype, aggregateid, type, payload, headers,
                                         kafka_partition, kafka_offset)
            select $4, seq, id, aggregatetype, aggregateid, type, payload, headers, kafka_partition, kafka_offset
            from acknowledged
            """;

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String MOVE_REFUSED = """
            with refused as (
                delete from outbox o using unnest($1::uuid[], $2::text[]) as r (id, reason) where o.id = r.id
                returning o.seq, o.id, o.aggregatetype, o.aggregateid, o.type, o.payload, o.headers, r.reason
            )
            insert into refused_event (seq, id, aggregatetype, aggregateid, type, payload, headers, refused_at, reason)
            select seq, id, aggregatetype, aggregateid, type, payload, headers, $3, reason from refused
            """;

    private final RelayConnection database;
    private final EventSender sender;
    private final AcknowledgedOffsets offsets;
    private final OutboxConfig config;
    private final Clock clock;

    OutboxPublisher(
            RelayConnection database,
            EventSender sender,
            AcknowledgedOffsets offsets,
            OutboxConfig config,
            Clock clock) {
        this.database = database;
        this.sender = sender;
        this.offsets = offsets;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Publishes committed rows; each must be the first event of its aggregate.
     *
     * @throws RuntimeException if the database or Kafka does not answer; rows that are not acknowledged stay in the table
     */
    void publishFirstEvents(List<OutboxRow> rows) throws InterruptedException {
        if (rows.isEmpty()) {
            return;
        }
        var deliveries = sender.send(rows);
        database.transaction(connection -> {
            var statements = new ArrayList<>(List.of(database.begin()));
            statements.addAll(settle(connection, deliveries));
            return settled(statements, deliveries);
        });
        failIfIncomplete(deliveries);
    }

    /**
     * Publishes one batch of the rows in the table, the oldest ones.
     *
     * @throws RuntimeException if the database or Kafka does not answer; rows that are not acknowledged stay in the table
     */
    Batch publishPending() throws InterruptedException {
        var settled = database.transaction(connection -> {
            var deliveries = deliver(readPending(connection));
            return settled(settle(connection, deliveries), deliveries);
        });
        if (settled.isEmpty()) {
            return Batch.EMPTY; // another instance is publishing
        }
        var deliveries = settled.get();
        failIfIncomplete(deliveries);
        var repeated = only(Repeated.class, deliveries);
        var published = new HashSet<>(List.of(ids(deliveries)));
        published.removeAll(List.of(ids(repeated)));
        return new Batch(published, deliveries.size() == config.batch() || !repeated.isEmpty());
    }

    /**
     * @param published ids of the rows that left the table
     * @param full whether the table may contain more rows that can be published
     */
    record Batch(Set<UUID> published, boolean full) {
        static final Batch EMPTY = new Batch(Set.of(), false);
    }

    private RowSet<Row> readPending(SqlConnection connection) throws InterruptedException {
        var rows = connection.preparedQuery(SELECT_PENDING);
        return database.await(List.of(database.beginLocked(), rows.execute(Tuple.of(config.batch()))));
    }

    private List<Delivery> deliver(RowSet<Row> pending) throws InterruptedException {
        var deliveries = new ArrayList<Delivery>();
        var rows = new ArrayList<OutboxRow>();
        for (var row : pending) {
            if (row.getBoolean("follows_refused")) {
                deliveries.add(Refused.following(outboxRow(row)));
            } else {
                rows.add(outboxRow(row));
            }
        }
        deliveries.addAll(sender.send(rows));
        return deliveries;
    }

    private static OutboxRow outboxRow(Row row) {
        return new OutboxRow(
                row.getUUID("id"),
                row.getString("aggregatetype"),
                row.getString("aggregateid"),
                row.getString("type"),
                row.getString("payload"),
                row.getString("headers"));
    }

    /** The statements that take acknowledged and refused rows out of the table. */
    private List<Uni<RowSet<Row>>> settle(SqlConnection connection, List<Delivery> deliveries) {
        var statements = new ArrayList<Uni<RowSet<Row>>>();
        var acknowledged = only(Acknowledged.class, deliveries);
        if (!acknowledged.isEmpty()) {
            statements.add(moveAcknowledged(connection, acknowledged));
        }
        var refused = only(Refused.class, deliveries);
        if (!refused.isEmpty()) {
            statements.add(moveRefused(connection, refused));
        }
        return statements;
    }

    private List<Delivery> settled(List<Uni<RowSet<Row>>> statements, List<Delivery> deliveries)
            throws InterruptedException {
        statements.add(database.commit());
        try {
            database.await(statements);
        } catch (PgException e) {
            if (UNIQUE_VIOLATION.equals(e.getSqlState())) {
                // The offset of another instance's event, so that Kafka has lost that event.
                only(Acknowledged.class, deliveries)
                        .forEach(delivery -> offsets.lost(delivery.topicPartition(), delivery.offset()));
            }
            throw e;
        }
        return deliveries;
    }

    private Uni<RowSet<Row>> moveAcknowledged(SqlConnection connection, List<Acknowledged> acknowledged) {
        var partitions = acknowledged.stream().map(Acknowledged::partition).toArray(Integer[]::new);
        var offsets = acknowledged.stream().map(Acknowledged::offset).toArray(Long[]::new);
        return connection
                .preparedQuery(MOVE_ACKNOWLEDGED)
                .execute(Tuple.of(ids(acknowledged), partitions, offsets, Timestamps.utc(clock.instant())));
    }

    private Uni<RowSet<Row>> moveRefused(SqlConnection connection, List<Refused> refused) {
        for (var refusal : refused) {
            var row = refusal.row();
            LOG.errorf(
                    "event %s of %s %s is moved to the refused events: %s",
                    row.id(), row.aggregatetype(), row.aggregateid(), refusal.reason());
        }
        var reasons = refused.stream().map(Refused::reason).toArray(String[]::new);
        return connection
                .preparedQuery(MOVE_REFUSED)
                .execute(Tuple.of(ids(refused), reasons, Timestamps.utc(clock.instant())));
    }

    private static void failIfIncomplete(List<Delivery> deliveries) {
        var failed = only(Failed.class, deliveries);
        if (!failed.isEmpty()) {
            var cause = failed.getFirst().cause();
            throw new IllegalStateException(
                    "%d of %d events are not published: %s"
                            .formatted(failed.size(), deliveries.size(), cause.getMessage()),
                    cause);
        }
    }

    private static <D extends Delivery> List<D> only(Class<D> kind, List<Delivery> deliveries) {
        return deliveries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static UUID[] ids(List<? extends Delivery> deliveries) {
        return deliveries.stream().map(delivery -> delivery.row().id()).toArray(UUID[]::new);
    }
}
