package org.linzhang.platform.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.flywaydb.core.Flyway;

import org.linzhang.platform.database.SchemaMigration;

/**
 * A database of the first release, in which the platform and the service shared one Flyway history. The migrations of that
 * release are test resources of each module, in the folder {@code first-release}.
 */
public final class EarlierDatabase implements AutoCloseable {

    private static final String FIRST_RELEASE = "first-release";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name;
    private final String url;
    private final Connection connection;

    private EarlierDatabase(String name) throws SQLException {
        this.name = name;
        this.url = url(name);
        this.connection = connect(url);
    }

    /** Creates the database with the schema of the first release. */
    public static EarlierDatabase create() throws SQLException {
        var database = empty();
        database.startFirstRelease();
        return database;
    }

    /** Creates a database without tables. */
    public static EarlierDatabase empty() throws SQLException {
        var name = "earlier_" + NUMBER.incrementAndGet();
        drop(name);
        executeOnServer("create database " + name);
        return new EarlierDatabase(name);
    }

    /** What an instance of the first release does when it starts: validates and migrates the shared history. */
    public void startFirstRelease() {
        Flyway.configure()
                .dataSource(url, Servers.USER, Servers.PASSWORD)
                .locations("classpath:" + FIRST_RELEASE)
                // Quarkus replaces Flyway's default, which is *:future.
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate();
    }

    /**
     * What an instance of this version does when it starts.
     *
     * @param flyway of the application under test
     */
    public void start(Flyway flyway) {
        var configuration = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource(url, Servers.USER, Servers.PASSWORD);
        new SchemaMigration(configuration.load()).migrate();
    }

    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the rows, as text. */
    public List<String> query(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** The columns of all tables and views, with their types. */
    public List<String> columns() throws SQLException {
        return query("""
                select concat_ws(' ', table_name, column_name, data_type) from information_schema.columns
                where table_schema = 'public' order by 1
                """);
    }

    private static void drop(String name) throws SQLException {
        executeOnServer("drop database if exists " + name + " with (force)");
    }

    private static void executeOnServer(String sql) throws SQLException {
        try (var server = connect(url("postgres"));
                var statement = server.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String url(String database) {
        return "jdbc:postgresql://" + Servers.postgres() + "/" + database;
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, Servers.USER, Servers.PASSWORD);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        drop(name);
    }
}
