package org.linzhang.platform.partition;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

/** An append-only table {@code sighting}, partitioned by month, with nothing but its default partition at first. */
final class Sightings implements AutoCloseable {

    private static final String CREATE = """
            create function refuse_sighting_change() returns trigger language plpgsql as
            $$ begin raise exception '% is append-only', tg_table_name; end $$;
            create table sighting (
                id        uuid        not null,
                seq       int         not null,
                stored_at timestamptz not null,
                primary key (id, seq)
            ) partition by range (id);
            create trigger append_only before update or delete or truncate on sighting
                for each statement execute function refuse_sighting_change();
            create table sighting_default partition of sighting default;
            create trigger append_only before update or delete or truncate on sighting_default
                for each statement execute function refuse_sighting_change();
            """;

    private static final String INSERT =
            "insert into sighting (id, seq, stored_at) values (?, ?, ?) on conflict (id, seq) do nothing";

    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final Connection connection;

    Sightings(String url, String user, String password) throws SQLException {
        database.setUrl(url);
        database.setUser(user);
        database.setPassword(password);
        connection = DriverManager.getConnection(url, user, password);
        drop();
        execute(CREATE);
    }

    /** Maintains the table at a moment: rows are kept for ever, and two months ahead have partitions. */
    void maintain(String at) throws Exception {
        maintenance(at, null).maintain();
    }

    void maintain(String at, Period retention) throws Exception {
        maintenance(at, retention).maintain();
    }

    private TableMaintenance maintenance(String at, Period retention) {
        var clock = Clock.fixed(Instant.parse(at), ZoneOffset.UTC);
        return new TableMaintenance(table(), Optional.ofNullable(retention), 2, clock);
    }

    PartitionedTable table() {
        return new PartitionedTable(database, "sighting", "stored_at");
    }

    DataSource database() {
        return database;
    }

    /** An id of version 7 that was generated at that time. */
    static UUID idOf(String generatedAt) {
        long millis = Instant.parse(generatedAt).toEpochMilli();
        var random = ThreadLocalRandom.current();
        return new UUID(millis << 16 | 0x7000 | random.nextInt(0x1000), random.nextLong() >>> 2 | 1L << 63);
    }

    /** @return false if the row exists */
    boolean insert(UUID id, int seq, String storedAt) throws SQLException {
        return insert(connection, id, seq, storedAt);
    }

    static boolean insert(Connection connection, UUID id, int seq, String storedAt) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, id);
            insert.setInt(2, seq);
            insert.setObject(3, Instant.parse(storedAt).atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    /** The names of the partitions, in alphabetical order. */
    List<String> partitions() throws SQLException {
        return query(
                "select inhrelid::regclass::text from pg_inherits where inhparent = 'sighting'::regclass order by 1");
    }

    /** The partitions that have rows of this id. */
    List<String> partitionsOf(UUID id) throws SQLException {
        return query("select tableoid::regclass::text from sighting where id = '%s'".formatted(id));
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private void drop() throws SQLException {
        execute("drop table if exists sighting; drop function if exists refuse_sighting_change");
    }

    @Override
    public void close() throws SQLException {
        drop();
        connection.close();
    }
}
