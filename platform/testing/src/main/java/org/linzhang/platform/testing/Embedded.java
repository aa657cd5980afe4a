package org.linzhang.platform.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;

import org.linzhang.platform.servers.ProjectFolder;
import org.linzhang.platform.servers.postgres.PostgresServer;
import org.linzhang.platform.servers.process.Console;
import org.linzhang.platform.servers.process.DataFolder;
import org.linzhang.platform.servers.process.ServerGroup;
import org.linzhang.platform.servers.process.TcpPorts;

/** Servers from Maven artifacts, for machines without a container engine. */
final class Embedded implements Servers.Origin {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);

    @Override
    public String kind() {
        return "embedded";
    }

    /** Starts PostgreSQL with empty databases. It stops with this JVM. */
    @Override
    public String postgres() {
        try {
            var data = DataFolder.lock(Path.of("target", "servers").toAbsolutePath());
            var console = new Console(System.out);
            ServerGroup.stopLeftBehind(data, console, List.of(PostgresServer.ID));
            int port = TcpPorts.free(1).getFirst();
            var postgres =
                    PostgresServer.of(port, ProjectFolder.find().serverJars(), Servers.PASSWORD, List.of(), data);
            ServerGroup.start(data, console, List.of(List.of(postgres)), START_TIMEOUT);
            createDatabases("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port));
            return "127.0.0.1:" + port;
        } catch (IOException | InterruptedException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String kafka() {
        var broker = new EmbeddedKafkaBroker()
                .withKafkaHost("127.0.0.1")
                .withAdditionalProperties(properties -> {
                    properties.put("auto.create.topics.enable", "false");
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
