package org.linzhang.platform.testing;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;

import org.linzhang.local.Platform;
import org.linzhang.local.Server;
import org.linzhang.local.Settings;

/** Servers out of Maven artifacts, for machines without a container engine. */
final class Embedded implements Servers.Origin {

    @Override
    public String kind() {
        return "embedded";
    }

    /** The launcher's PostgreSQL, which runs also where root may have no user namespace; its databases are made anew. */
    @Override
    public String postgres() {
        try {
            var settings = Settings.onFreePorts(Path.of("target", "servers").toAbsolutePath());
            var postgres = Platform.start(settings, EnumSet.of(Server.POSTGRES))
                    .settings()
                    .postgres();
            try (var connection =
                            DriverManager.getConnection("jdbc:postgresql://" + postgres + "/postgres", "linzhang", "");
                    var statement = connection.createStatement()) {
                for (var database : DATABASES) {
                    statement.execute("drop database if exists " + database + " with (force)");
                    statement.execute("create database " + database);
                }
            }
            return postgres;
        } catch (InterruptedException | SQLException e) {
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
