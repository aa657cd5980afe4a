package org.linzhang.local.event;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneId;
import java.util.List;

import org.linzhang.local.Settings;
import org.linzhang.platform.servers.postgres.PostgresServer;

/**
 * The program that {@code deploy/replay-events} and {@code deploy/return-refused-events} run. Calls a function of the service's
 * database; the service's relay publishes the events.
 */
final class EventCommand {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private EventCommand() {}

    public static void main(String[] arguments) {
        try {
            var options = EventOptions.parse(List.of(arguments), ZoneId.systemDefault());
            try (var database = connect(options.service())) {
                System.out.printf("%d events are published again%n", run(database, options));
            }
        } catch (IllegalArgumentException e) {
            end(MISUSED, e.getMessage() + "\n" + EventOptions.USAGE);
        } catch (SQLException e) {
            end(FAILED, "Failed (does the database run?): " + e.getMessage());
        }
    }

    private static void end(int code, String message) {
        System.err.println(message);
        System.exit(code);
    }

    private static Connection connect(String service) throws SQLException {
        var environment = System.getenv();
        return DriverManager.getConnection(
                environment.getOrDefault(
                        "LINZHANG_DATABASE_URL",
                        "jdbc:postgresql://" + Settings.from(environment).postgres() + "/" + service),
                environment.getOrDefault("LINZHANG_DATABASE_USER", PostgresServer.USER),
                environment.getOrDefault("LINZHANG_DATABASE_PASSWORD", ""));
    }

    /** Returns the number of events. */
    private static long run(Connection database, EventOptions options) throws SQLException {
        var topic = options.topic().orElse(null);
        if (options.since().isEmpty()) {
            try (var statement = database.prepareStatement("select return_refused_events(?)")) {
                statement.setObject(1, topic, Types.VARCHAR);
                return number(statement.executeQuery());
            }
        }
        // Waits for the relay, which takes longer than any other statement.
        database.createStatement().execute("set statement_timeout = 0");
        try (var statement = database.prepareStatement("call replay_events(?, ?)")) {
            statement.setObject(1, options.since().get());
            statement.setObject(2, topic, Types.VARCHAR);
            return number(statement.executeQuery());
        }
    }

    private static long number(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getLong(1);
    }
}
