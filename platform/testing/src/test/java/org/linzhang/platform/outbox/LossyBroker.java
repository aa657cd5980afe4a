package org.linzhang.platform.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;

/** A broker that can lose the ends of its partitions while it is stopped, as after a power cut. */
final class LossyBroker implements AutoCloseable {

    private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qg";

    /** Bytes of the base offset and of the length, before the rest of a batch. */
    private static final int BATCH_HEADER = 12;

    private final Path folder;
    private final int port;
    private EmbeddedKafkaBroker broker;

    /** @param folder keeps the log while the broker is stopped */
    LossyBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        start();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void start() {
        broker = new EmbeddedKafkaBroker()
                .withClusterId(CLUSTER)
                .withKafkaHost("127.0.0.1")
                .withKafkaPort(port)
                .withDeleteLogDirsOnClose(false)
                .withAdditionalProperties(properties -> {
                    properties.put("log.dir", folder.toString());
                    properties.put("auto.create.topics.enable", "false");
                    properties.put("group.initial.rebalance.delay.ms", "0");
                    properties.put("offsets.topic.num.partitions", "1");
                    properties.put("log.cleaner.dedupe.buffer.size", "16777216");
                })
                .start();
    }

    void stop() {
        broker.close();
    }

    /** Removes the record batches from an offset on; the broker must be stopped. */
    void lose(String topic, int partition, long fromOffset) {
        var log = folder.resolve(topic + "-" + partition);
        try (var segment = FileChannel.open(
                log.resolve("00000000000000000000.log"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var header = ByteBuffer.allocate(BATCH_HEADER);
            long position = 0;
            while (segment.read(header.clear(), position) == BATCH_HEADER
                    && header.flip().getLong() < fromOffset) {
                position += BATCH_HEADER + header.getInt();
            }
            segment.truncate(position);
            for (var index : List.of("index", "timeindex")) {
                Files.deleteIfExists(log.resolve("00000000000000000000." + index));
            }
            for (var checkpoint : List.of(
                    ".kafka_cleanshutdown", "recovery-point-offset-checkpoint", "replication-offset-checkpoint")) {
                Files.deleteIfExists(folder.resolve(checkpoint));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
