package org.linzhang.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;

/**
 * The relay's connection to the database, and its transactions. They do not wait for the disk: if a crash of the database
 * loses one, its batch is published again.
 */
final class RelayConnection implements AutoCloseable {

    /** Any number that no other advisory lock of the database uses: "outbox" in ASCII. */
    private static final long LOCK = 0x6f7574626f78L;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONG_TIMEOUT = Duration.ofMinutes(30);

    private static final String BEGIN = "begin; set local synchronous_commit = off";

    /** Waits for the lock as long as the relay would pause, and then for Kafka. */
    private static final String BEGIN_LOCKED = BEGIN + """
            ; set local statement_timeout = 0;
            set local idle_in_transaction_session_timeout = '%dms';
            set local lock_timeout = '%dms';
            select pg_advisory_xact_lock(%d)\
            """;

    interface Work<T> {
        T run(SqlConnection connection) throws InterruptedException;
    }

    private final Pool pool;
    private final String beginLocked;

    /** Kept between transactions; null before the first one and after a failure. */
    private SqlConnection connection;

    RelayConnection(Pool pool, OutboxConfig config) {
        this.pool = pool;
        beginLocked = BEGIN_LOCKED.formatted(
                config.deliveryTimeout().plusSeconds(60).toMillis(),
                config.poll().toMillis(),
                LOCK);
    }

    /** The first statement of a transaction. */
    Uni<RowSet<Row>> begin() {
        return connection.query(BEGIN).execute();
    }

    /** The first statement of a transaction that one instance at a time may execute. */
    Uni<RowSet<Row>> beginLocked() {
        return connection.query(beginLocked).execute();
    }

    /** The last statement of a transaction. */
    Uni<RowSet<Row>> commit() {
        return connection.query("commit").execute();
    }

    /** Sends statements without waiting for answers between them, which saves round trips; the answer of the last one. */
    RowSet<Row> await(List<Uni<RowSet<Row>>> statements) throws InterruptedException {
        return await(Uni.join().all(statements).andFailFast(), TIMEOUT).getLast();
    }

    /** Waits longer than {@link #await(List)}, for a statement that moves many rows. */
    RowSet<Row> awaitLong(Uni<RowSet<Row>> statement) throws InterruptedException {
        return await(statement, LONG_TIMEOUT);
    }

    /**
     * Runs work that begins with {@link #begin} or {@link #beginLocked} and ends with {@link #commit}; rolls back if it fails.
     *
     * @return empty if another instance has the lock
     */
    <T> Optional<T> transaction(Work<T> work) throws InterruptedException {
        if (connection == null) {
            connection = await(pool.getConnection(), TIMEOUT);
        }
        try {
            return Optional.of(work.run(connection));
        } catch (PgException e) {
            rollBack();
            if (LOCK_NOT_AVAILABLE.equals(e.getSqlState())) {
                return Optional.empty();
            }
            throw e;
        } catch (RuntimeException | Error | InterruptedException e) {
            rollBack();
            throw e;
        }
    }

    private void rollBack() {
        connection.query("rollback").executeAndForget();
        connection.closeAndForget();
        connection = null;
    }

    private static <T> T await(Uni<T> uni, Duration timeout) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return uni.await().atMost(timeout);
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.closeAndForget();
            connection = null;
        }
    }
}
