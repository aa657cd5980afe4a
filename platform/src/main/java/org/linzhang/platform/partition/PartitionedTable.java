package org.linzhang.platform.partition;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Changes the partitions of one table. Each change is a transaction of its own, and is made by one instance of the service at
 * a time.
 *
 * <p>Statements that need a lock for which a change waits have to wait as well, so a change gives up after {@link #LOCK_TIMEOUT_MS}
 * with SQLSTATE 55P03. This is shorter than PostgreSQL's {@code deadlock_timeout} (1 s), so that a deadlock ends the change
 * and never a statement of the service.
 */
final class PartitionedTable {

    static final int LOCK_TIMEOUT_MS = 300;

    /** How long an instance waits for another one that changes partitions. */
    private static final int TURN_TIMEOUT_MS = 30_000;

    /** The lock number is "months" in ASCII, used by no other advisory lock of this database. */
    private static final String TAKE_TURN = "select pg_advisory_xact_lock(0x6d6f6e746873)";

    private static final String PARTITIONS = """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = ?::regclass
            """;

    private static final String COLUMNS = """
            select string_agg(quote_ident(attname), ', ' order by attnum)
            from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped
            """;

    private static final String KEY = "select substring(pg_get_partkeydef(?::regclass) from '\\((.*)\\)')";

    private static final String REFERENCED = """
            select confrelid::regclass::text from pg_constraint where conrelid = ?::regclass and contype = 'f' order by 1
            """;

    /** PostgreSQL copies row triggers to a partition, but not statement triggers. */
    private static final String STATEMENT_TRIGGERS = """
            select regexp_replace(pg_get_triggerdef(oid), ' ON \\S+ FOR EACH STATEMENT', ' ON %s FOR EACH STATEMENT')
            from pg_trigger where tgrelid = ?::regclass and not tgisinternal and tgtype & 1 = 0
            """;

    private static final int DELETE_BATCH = 5_000;

    private final DataSource database;
    private final String name;
    private final String storedAtColumn;
    private final String defaultPartition;

    PartitionedTable(DataSource database, String name, String storedAtColumn) {
        this.database = database;
        this.name = name;
        this.storedAtColumn = storedAtColumn;
        this.defaultPartition = name + "_default";
    }

    /** The months that have a partition. */
    SortedSet<YearMonth> months() throws SQLException {
        return inTransaction(connection -> {
            var months = new TreeSet<YearMonth>();
            for (var partition : texts(connection, PARTITIONS, name)) {
                MonthPartition.ofName(name, partition)
                        .map(MonthPartition::month)
                        .ifPresent(months::add);
            }
            return months;
        });
    }

    /** The time at which the oldest row of the default partition was stored. Reads the whole partition. */
    Optional<Instant> oldestInDefault() throws SQLException {
        return inTransaction(connection -> {
            try (var query = connection.prepareStatement(
                            "select min(%s) from %s".formatted(storedAtColumn, defaultPartition));
                    var rows = query.executeQuery()) {
                rows.next();
                return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        });
    }

    /**
     * Makes the partition of a month, unless it exists, and moves the rows of that month out of the default partition.
     *
     * @return how many rows were moved; empty if the partition exists
     */
    Optional<Integer> create(YearMonth month) throws SQLException {
        var partition = new MonthPartition(name, month);
        return inTransaction(connection -> {
            takeTurn(connection);
            if (texts(connection, PARTITIONS, name).contains(partition.name())) {
                return Optional.empty();
            }
            execute(connection, """
                    create table %s (like %s including defaults including constraints including storage
                                     including compression)
                    """.formatted(partition.name(), name));
            lockAgainstWrites(connection);
            int moved = moveOutOfDefault(connection, partition);
            execute(
                    connection,
                    "alter table %s attach partition %s for values from ('%s') to ('%s')"
                            .formatted(name, partition.name(), partition.lowerBound(), partition.upperBound()));
            for (var trigger : texts(connection, STATEMENT_TRIGGERS.formatted(partition.name()), name)) {
                execute(connection, trigger);
            }
            return Optional.of(moved);
        });
    }

    /**
     * Makes statements that write wait until the partition exists, before the work starts, so that a time-out wastes none. A
     * statement that has already chosen the default partition for a row of the month would fail. The tables to which foreign
     * keys point are locked first, in the order in which statements write: first an incident, then its history.
     */
    private void lockAgainstWrites(Connection connection) throws SQLException {
        var tables = new ArrayList<>(texts(connection, REFERENCED, name));
        tables.add("only " + name);
        for (var table : tables) {
            execute(connection, "lock table %s in share row exclusive mode".formatted(table));
        }
        execute(connection, "lock table %s in access exclusive mode".formatted(defaultPartition));
    }

    private int moveOutOfDefault(Connection connection, MonthPartition partition) throws SQLException {
        var key = texts(connection, KEY, name).getFirst();
        var ofMonth = "from %s where %s >= ? and %s < ?".formatted(defaultPartition, key, key);
        if (!exists(connection, ofMonth, partition.lowerBound(), partition.upperBound())) {
            return 0;
        }
        execute(connection, "alter table %s disable trigger user".formatted(defaultPartition));
        var columns = texts(connection, COLUMNS, name).getFirst();
        int moved = update(
                connection,
                """
                with moved as (delete %1$s returning %2$s) insert into %3$s (%2$s) select %2$s from moved
                """.formatted(ofMonth, columns, partition.name()),
                partition.lowerBound(),
                partition.upperBound());
        execute(connection, "alter table %s enable trigger user".formatted(defaultPartition));
        return moved;
    }

    /**
     * Drops the partition of a month, unless it has a row that was stored later: an id can be older than its row, because the
     * clock of the device that generated it was wrong, or because the device was offline for long.
     *
     * @return false if the partition is kept
     */
    boolean dropIfStoredBefore(YearMonth month, Instant cutOff) throws SQLException {
        var partition = new MonthPartition(name, month).name();
        return inTransaction(connection -> {
            takeTurn(connection);
            if (!texts(connection, PARTITIONS, name).contains(partition)) {
                return true;
            }
            execute(connection, "lock table %s in share row exclusive mode".formatted(partition));
            if (exists(connection, "from %s where %s >= ?".formatted(partition, storedAtColumn), utc(cutOff))) {
                return false;
            }
            execute(connection, "drop table " + partition);
            return true;
        });
    }

    /** @return how many rows of the default partition were deleted */
    int deleteFromDefaultStoredBefore(Instant cutOff) throws SQLException {
        int deleted = 0;
        int batch;
        do {
            batch = inTransaction(connection -> deleteBatch(connection, cutOff));
            deleted += batch;
        } while (batch == DELETE_BATCH);
        return deleted;
    }

    private int deleteBatch(Connection connection, Instant cutOff) throws SQLException {
        takeTurn(connection);
        var expired = "from %s where %s < ?".formatted(defaultPartition, storedAtColumn);
        if (!exists(connection, expired, utc(cutOff))) {
            return 0;
        }
        execute(connection, "alter table %s disable trigger user".formatted(defaultPartition));
        int deleted = update(
                connection,
                "delete from %s where ctid = any (array(select ctid %s limit %d))"
                        .formatted(defaultPartition, expired, DELETE_BATCH),
                utc(cutOff));
        execute(connection, "alter table %s enable trigger user".formatted(defaultPartition));
        return deleted;
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                // Moving a month or reading an expired one may take longer than a statement of a request.
                execute(connection, "set local statement_timeout = 0");
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static void takeTurn(Connection connection) throws SQLException {
        execute(connection, "set local lock_timeout = " + TURN_TIMEOUT_MS);
        execute(connection, TAKE_TURN);
        execute(connection, "set local lock_timeout = " + LOCK_TIMEOUT_MS);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** @param source what follows {@code select} in a query */
    private static boolean exists(Connection connection, String source, Object... values) throws SQLException {
        try (var query = prepare(connection, "select exists (select %s)".formatted(source), values);
                var rows = query.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static List<String> texts(Connection connection, String sql, Object... values) throws SQLException {
        try (var query = prepare(connection, sql, values);
                var rows = query.executeQuery()) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
        return statement;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The name of the table. */
    @Override
    public String toString() {
        return name;
    }
}
