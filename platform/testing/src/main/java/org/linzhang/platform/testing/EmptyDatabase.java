package org.linzhang.platform.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The shared servers with an empty database for the application under test, which shares it with no other test. */
public class EmptyDatabase extends Servers {

    private static final String NAME = "empty_database";

    @Override
    public Map<String, String> start() {
        var config = new HashMap<>(super.start());
        var url = "jdbc:postgresql://" + postgres();
        try (var connection = DriverManager.getConnection(url + "/postgres", USER, PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + NAME + " with (force)");
            statement.execute("create database " + NAME);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        config.put("quarkus.datasource.username", USER);
        config.put("quarkus.datasource.jdbc.url", url + "/" + NAME);
        config.put("quarkus.datasource.reactive.url", "vertx-reactive:postgresql://" + postgres() + "/" + NAME);
        return config;
    }
}
