package org.linzhang.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
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
 * One round of the relay: takes a batch of rows, publishes it, deletes it, in one transaction of the database.
 *
 * <p>One relay at a time, by an advisory lock, so that several instances keep the order; the others wait for the lock and
 * find what was committed meanwhile. An aggregate's next event is sent only when Kafka has acknowledged the one before, so
 * that a failure in the middle overtakes nothing. A crash between acknowledgement and commit sends a batch again: the
 * inbox of every consumer knows it by its event id.
 */
final class RelayRound implements AutoCloseable {

    /** Any number that no other advisory lock of the database uses: "outbox" in ASCII. */
    private static final long LOCK = 0x6f7574626f78L;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Always from the start: a transaction that took long commits rows in front of those that went out. */
    private static final String TAKE =
            "select seq, aggregatetype, aggregateid, payload::text as payload, headers from outbox order by seq limit $1";

    private static final String DELETE = "delete from outbox where seq = any($1)";

    /**
     * Waits for another relay's round as long as the relay would pause. Does not wait for the disk: a deletion that a crash
     * of the database loses only sends a batch again.
     */
    private static final String BEGIN = """
            begin; set local lock_timeout = '%dms'; set local synchronous_commit = off; select pg_advisory_xact_lock(%d)
            """;

    private final Pool pool;
    private final OutboxConfig config;
    private final String begin;
    private final Producer<String, byte[]> producer;

    /** Kept between rounds; null before the first, and behind a failure. */
    private SqlConnection connection;

    RelayRound(Pool pool, String kafka, OutboxConfig config) {
        this.pool = pool;
        this.config = config;
        this.begin = BEGIN.formatted(config.poll().toMillis(), LOCK);
        this.producer = new KafkaProducer<>(settings(kafka, config), new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Carries one batch.
     *
     * @return how many events went out
     * @throws RuntimeException where the database or Kafka does not answer; what was not acknowledged stays
     */
    int carry() throws InterruptedException {
        if (connection == null) {
            connection = await(pool.getConnection());
        }
        try {
            return carry(connection);
        } catch (RuntimeException | InterruptedException e) {
            connection.query("rollback").executeAndForget();
            connection.closeAndForget();
            connection = null;
            if (e instanceof PgException refused && LOCK_NOT_AVAILABLE.equals(refused.getSqlState())) {
                return 0; // another relay is at it
            }
            throw e;
        }
    }

    /** Statements that follow each other go out together: a connection answers in order, and every answer awaited costs. */
    private int carry(SqlConnection connection) throws InterruptedException {
        var taken = await(Uni.combine()
                .all()
                .unis(
                        connection.query(begin).execute(),
                        connection.preparedQuery(TAKE).execute(Tuple.of(config.batch())))
                .with((begun, rows) -> rows));
        var batch = new ArrayList<Taken>();
        for (var row : taken) {
            batch.add(new Taken(
                    row.getLong("seq"),
                    row.getString("aggregatetype"),
                    row.getString("aggregateid"),
                    row.getString("payload"),
                    row.getJsonObject("headers")));
        }
        publish(batch);
        var published = batch.stream().map(Taken::seq).toArray(Long[]::new);
        await(Uni.combine()
                .all()
                .unis(
                        connection.preparedQuery(DELETE).execute(Tuple.of(published)),
                        connection.query("commit").execute())
                .with((deleted, committed) -> deleted));
        return batch.size();
    }

    private void publish(List<Taken> batch) throws InterruptedException {
        var aggregates = new LinkedHashMap<String, CompletableFuture<Void>>();
        for (var row : batch) {
            var aggregate = row.topic() + '/' + row.key();
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

    private CompletableFuture<Void> send(Taken row) {
        var record = new ProducerRecord<>(row.topic(), row.key(), row.payload().getBytes(StandardCharsets.UTF_8));
        for (var header : row.headers()) {
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

    /** A row on its way. */
    private record Taken(long seq, String topic, String key, String payload, JsonObject headers) {}
}
