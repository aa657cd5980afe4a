package org.linzhang.platform.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * PostgreSQL and Kafka for tests: by Testcontainers if a container engine is available, else embedded. They are started once in
 * the JVM of a module's tests, are shared by all tests, and stop with the JVM.
 */
public class Servers implements QuarkusTestResourceLifecycleManager {

    /** A system property, because Quarkus loads this class again for each application. */
    private static final String KAFKA = "linzhang.testing.kafka";

    /** A superuser. */
    public static final String USER = "linzhang";

    /** The password of all roles, for the databases of one test run. */
    public static final String PASSWORD = "linzhang";

    private static final String POSTGRES = "linzhang.testing.postgres";

    @Override
    public Map<String, String> start() {
        synchronized (System.getProperties()) {
            if (System.getProperty(KAFKA) == null) {
                var servers = Containers.areAvailable() ? new Containers() : new Embedded();
                System.setProperty(POSTGRES, servers.postgres());
                System.setProperty(KAFKA, servers.kafka());
                System.out.printf("[servers] %s: PostgreSQL at %s, Kafka at %s%n", servers.kind(), postgres(), kafka());
            }
        }
        var config = new HashMap<String, String>();
        config.put("linzhang.postgres", postgres());
        config.put("linzhang.kafka", kafka());
        config.put("linzhang.postgres-password", PASSWORD);
        config.putAll(Tokens.config());
        return config;
    }

    @Override
    public void stop() {
        // They stop with the JVM, so that the next application of this module uses them too.
    }

    /** {@code host:port} of Kafka. */
    static String kafka() {
        return System.getProperty(KAFKA);
    }

    /** {@code host:port} of PostgreSQL. */
    public static String postgres() {
        return System.getProperty(POSTGRES);
    }

    /** A way to start the servers. */
    interface Origin {
        String kind();

        String postgres();

        String kafka();

        /**
         * Creates the databases of all services, each owned by a role of the same name, and replaces those of an earlier run.
         *
         * @param url the JDBC URL of another database of the server
         */
        default void createDatabases(String url) throws SQLException {
            try (var connection = DriverManager.getConnection(url, USER, PASSWORD);
                    var statement = connection.createStatement()) {
                for (var name : List.of("patrol", "incident", "notification", "platform")) {
                    statement.execute("drop database if exists %s with (force)".formatted(name));
                    statement.execute("drop role if exists " + name);
                    statement.execute("create role %s login password '%s'".formatted(name, PASSWORD));
                    statement.execute("create database %s owner %s".formatted(name, name));
                    statement.execute("revoke all on database %s from public".formatted(name));
                }
            }
        }
    }
}
