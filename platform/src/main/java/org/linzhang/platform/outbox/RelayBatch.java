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
 * One round of the relay: publishes rows, and deletes them when Kafka has acknowledged them all.
 *
 * <p>What lies in the table is taken by one relay at a time, by an advisory lock, so that several instances keep the order;
 * the others wait for the lock and find what was committed meanwhile. An aggregate's next event is sent only when Kafka has
 * acknowledged the one before, so that a failure in the middle overtakes nothing. A crash between acknowledgement and
 * commit sends a batch again: the inbox of every consumer knows it by its event id.
 *
 * <p>First events of their aggregates need neither look nor lock: nothing is in front of them, and what comes behind is
 * taken from the table, where they lie until they are through. Whoever looks just then sends one of them a second time.
 */
final class RelayBatch implements AutoCloseable {

    /** Any number that no other advisory lock of the database uses: "outbox" in ASCII. */
    private static final long LOCK = 0x6f7574626f78L;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Always from the start: a transaction that took long commits rows in front of those that went out. */
    private static final String TAKE = """
            select id, aggregatetype, aggregateid, type, payload::text as payload, headers::text as headers
            from outbox order by seq limit $1
            """;

    private static final String DELETE = "delete from outbox where id = any($1)";

    /** Does not wait for the disk: a deletion that a crash of the database loses only sends a batch again. */
    private static final String BEGIN = "begin; set local synchronous_commit = off";

    /** Waits for another relay's round as long as the relay would pause. */
    private static final String BEGIN_ALONE =
            BEGIN + "; set local lock_timeout = '%dms'; select pg_advisory_xact_lock(%d)";

    private final Pool pool;
    private final OutboxConfig config;
    private final String beginAlone;
    private final Producer<String, byte[]> producer;

    /** Kept between rounds; null before the first, and behind a failure. */
    private SqlConnection connection;

    RelayBatch(Pool pool, String kafka, OutboxConfig config) {
        this.pool = pool;
        this.config = config;
        this.beginAlone = BEGIN_ALONE.formatted(config.poll().toMillis(), LOCK);
        this.producer = new KafkaProducer<>(settings(kafka, config), new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Carries committed rows, each the first of its aggregate.
     *
     * @throws RuntimeException where the database or Kafka does not answer; what was not acknowledged stays
     */
    void publishCommitted(List<OutboxRow> firsts) throws InterruptedException {
        if (firsts.isEmpty()) {
            return;
        }
        publish(firsts);
        connect();
        try {
            await(together(connection.query(BEGIN).execute(), deletion(firsts)));
        } catch (RuntimeException | InterruptedException e) {
            giveBack();
            throw e;
        }
    }

    /**
     * Carries one batch of what lies in the table.
     *
     * @return the ids of the events that went out
     * @throws RuntimeException likewise
     */
    Set<UUID> publishPending() throws InterruptedException {
        connect();
        try {
            var batch = take();
            publish(batch);
            await(deletion(batch));
            return Set.of(ids(batch));
        } catch (RuntimeException | InterruptedException e) {
            giveBack();
            if (e instanceof PgException refused && LOCK_NOT_AVAILABLE.equals(refused.getSqlState())) {
                return Set.of(); // another relay is at it
            }
            throw e;
        }
    }

    private void connect() throws InterruptedException {
        if (connection == null) {
            connection = await(pool.getConnection());
        }
    }

    private void giveBack() {
        connection.query("rollback").executeAndForget();
        connection.closeAndForget();
        connection = null;
    }

    private List<OutboxRow> take() throws InterruptedException {
        var rows = await(together(
                connection.query(beginAlone).execute(),
                connection.preparedQuery(TAKE).execute(Tuple.of(config.batch()))));
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

    private Uni<RowSet<Row>> deletion(List<OutboxRow> batch) {
        var commit = connection.query("commit").execute();
        return batch.isEmpty()
                ? commit
                : together(connection.preparedQuery(DELETE).execute(Tuple.of(ids(batch))), commit);
    }

    /** Statements that follow each other go out together: a connection answers in order, and every answer awaited costs. */
    private static Uni<RowSet<Row>> together(Uni<RowSet<Row>> first, Uni<RowSet<Row>> last) {
        return Uni.combine().all().unis(first, last).with((done, answer) -> answer);
    }

    private static UUID[] ids(List<OutboxRow> rows) {
        return rows.stream().map(OutboxRow::id).toArray(UUID[]::new);
    }

    private void publish(List<OutboxRow> batch) throws InterruptedException {
        var aggregates = new LinkedHashMap<String, CompletableFuture<Void>>();
        for (var row : batch) {
            var aggregate = row.aggregatetype() + '/' + row.aggregateid();
            var before = aggregates.get(aggregate);
            aggregates.put(aggregate, before == null ? send(row) : before.thenCompose(sent -> send(row)));
        }
        try {
            CompletableFuture.allOf(aggregates.values().toArray(CompletableFuture[]::new))
                    .get(config.deliveryTimeout().toMillis() + 5_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refuses: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        }
    }

    private CompletableFuture<Void> send(OutboxRow row) {
        var record = new ProducerRecord<>(
                row.aggregatetype(), row.aggregateid(), row.payload().getBytes(StandardCharsets.UTF_8));
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
                // With more, a partition that is just choosing its leader may take the second batch before the first,
                // and then refuse the first until it expires.
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
