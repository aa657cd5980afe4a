package org.linzhang.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Servers out of Maven artifacts, for machines without a container engine. */
final class Embedded implements Servers.Origin {

    @Override
    public String kind() {
        return "embedded";
    }

    @Override
    public String postgres() {
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create role linzhang superuser login password '" + Servers.PASSWORD + "'");
                for (var database : DATABASES) {
                    statement.execute("create database " + database + " owner linzhang");
                }
            }
            return "127.0.0.1:" + postgres.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String kafka() {
        var broker = new EmbeddedKafkaBroker()
                .withKafkaHost("127.0.0.1")
                .withAdditionalProperties(properties -> {
                    properties.put("num.partitions", "3");
                    properties.put("group.initial.rebalance.delay.ms", "0");
                    properties.put("offsets.topic.num.partitions", "3");
                    properties.put("log.cleaner.dedupe.buffer.size", "16777216");
                })
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "kafka-stop"));
        return broker.getAdvertisedListeners().replaceFirst("^.*//", "");
    }
}
