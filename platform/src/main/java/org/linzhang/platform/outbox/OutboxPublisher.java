package org.linzhang.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes rows to Kafka, and deletes them after Kafka has acknowledged all of them.
 *
 * <p>An advisory lock allows one instance at a time to publish pending rows, so that several instances keep the order. The
 * next event of an aggregate is sent only after Kafka has acknowledged the previous one, so that an event that fails is not
 * overtaken. After a crash between acknowledgement and commit a batch is published again; consumers deduplicate it by event
 * id.
 *
 * <p>The first event of an aggregate is published without the lock: no earlier event exists, and later ones are read from the
 * table, which contains the first one until it is acknowledged. An instance that reads the table at that time publishes it a
 * second time.
 */
final class OutboxPublisher implements AutoCloseable {

    /** Any number that no other advisory lock of the database uses: "outbox" in ASCII. */
    private static final long LOCK = 0x6f7574626f78L;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Always from the lowest seq: a long transaction commits rows with a lower seq than rows that are already published. */
    private static final String SELECT_PENDING = """
            select id, aggregatetype, aggregateid, type, payload::text as payload, headers::text as headers
            from outbox order by seq limit $1
            """;

    private static final String DELETE = "delete from outbox where id = any($1)";

    /** Does not wait for the disk: if a crash of the database loses a deletion, a batch is published again. */
    private static final String BEGIN = "begin; set local synchronous_commit = off";

    /** Waits for the lock as long as the relay would pause. */
    private static final String BEGIN_LOCKED =
            BEGIN + "; set local lock_timeout = '%dms'; select pg_advisory_xact_lock(%d)";

    private final Pool pool;
    private final OutboxConfig config;
    private final String beginLocked;
    private final Producer<String, byte[]> producer;

    /** Kept between batches; null before the first one and after a failure. */
    private SqlConnection connection;

    OutboxPublisher(Pool pool, String kafka, OutboxConfig config) {
        this.pool = pool;
        this.config = config;
        this.beginLocked = BEGIN_LOCKED.formatted(config.poll().toMillis(), LOCK);
        this.producer = new KafkaProducer<>(settings(kafka, config), new StringSerializer(), new ByteArraySerializer());
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
        publish(rows);
        connect();
        try {
            await(pipeline(connection.query(BEGIN).execute(), deleteAndCommit(rows)));
        } catch (RuntimeException | InterruptedException e) {
            rollBack();
            throw e;
        }
    }

    /**
     * Publishes one batch of the rows in the table, the oldest ones.
     *
     * @return the ids of the published events
     * @throws RuntimeException if the database or Kafka does not answer; rows that are not acknowledged stay in the table
     */
    Set<UUID> publishPending() throws InterruptedException {
        connect();
        try {
            var batch = readPending();
            publish(batch);
            await(deleteAndCommit(batch));
            return Set.of(ids(batch));
        } catch (RuntimeException | InterruptedException e) {
            rollBack();
            if (e instanceof PgException error && LOCK_NOT_AVAILABLE.equals(error.getSqlState())) {
                return Set.of(); // another instance is publishing
            }
            throw e;
        }
    }

    private void connect() throws InterruptedException {
        if (connection == null) {
            connection = await(pool.getConnection());
        }
    }

    private void rollBack() {
        connection.query("rollback").executeAndForget();
        connection.closeAndForget();
        connection = null;
    }

    private List<OutboxRow> readPending() throws InterruptedException {
        var rows = await(pipeline(
                connection.query(beginLocked).execute(),
                connection.preparedQuery(SELECT_PENDING).execute(Tuple.of(config.batch()))));
        var batch = new ArrayList<OutboxRow>();
        for (var row : rows) {
            batch.add(new OutboxRow(
                    row.getUUID("id"),
                    row.getString("aggregatetype"),
                    row.getString("aggregateid"),
                    row.getString("type"),
                    row.getString("payload"),
                    row.getString("headers")));
        }
        return batch;
    }

    private Uni<RowSet<Row>> deleteAndCommit(List<OutboxRow> batch) {
        var commit = connection.query("commit").execute();
        return batch.isEmpty()
                ? commit
                : pipeline(connection.preparedQuery(DELETE).execute(Tuple.of(ids(batch))), commit);
    }

    /** Sends two statements without waiting for the answer to the first, which saves a round trip; the connection keeps the order. */
    private static Uni<RowSet<Row>> pipeline(Uni<RowSet<Row>> first, Uni<RowSet<Row>> last) {
        return Uni.combine().all().unis(first, last).with((done, answer) -> answer);
    }

    private static UUID[] ids(List<OutboxRow> rows) {
        return rows.stream().map(OutboxRow::id).toArray(UUID[]::new);
    }

    private void publish(List<OutboxRow> batch) throws InterruptedException {
        var lastByAggregate = new LinkedHashMap<String, CompletableFuture<Void>>();
        for (var row : batch) {
            var aggregate = row.aggregatetype() + '/' + row.aggregateid();
            var previous = lastByAggregate.get(aggregate);
            lastByAggregate.put(
                    aggregate, previous == null ? send(row) : previous.thenCompose(acknowledged -> send(row)));
        }
        try {
            CompletableFuture.allOf(lastByAggregate.values().toArray(CompletableFuture[]::new))
                    .get(config.deliveryTimeout().toMillis() + 5_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Kafka refuses an event: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        }
    }

    private CompletableFuture<Void> send(OutboxRow row) {
        var record = new ProducerRecord<>(row.aggregatetype(), row.aggregateid(), row.value());
        for (var header : new JsonObject(row.headers())) {
            record.headers().add(header.getKey(), header.getValue().toString().getBytes(StandardCharsets.UTF_8));
        }
        var acknowledged = new CompletableFuture<Void>();
        producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    private <T> T await(Uni<T> uni) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    private static Map<String, Object> settings(String kafka, OutboxConfig config) {
        int delivery = Math.toIntExact(config.deliveryTimeout().toMillis());
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // With more, a partition that is electing its leader may accept the second batch before the first one,
                // and then refuse the first one until it expires.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                delivery,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                delivery / 3,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                delivery);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        if (connection != null) {
            connection.closeAndForget();
        }
    }
}
