package org.linzhang.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import org.eclipse.microprofile.config.ConfigProvider;

import org.linzhang.platform.tree.TreeEvent;

/** Relays that a test starts; closing stops all of them. */
final class Relays implements AutoCloseable {

    private final Pool pool;
    private final List<OutboxRelay> running = new ArrayList<>();

    /** Forgets what the relays of other tests have published, also to other brokers. */
    Relays(Pool pool) {
        this.pool = pool;
        pool.query("delete from published_event; delete from published_offset").executeAndAwait();
    }

    /** Starts a relay that reads the table every 100 ms. */
    OutboxRelay start(String kafka) {
        return start(kafka, Duration.ofMillis(100));
    }

    OutboxRelay start(String kafka, Duration poll) {
        return start(kafka, poll, Duration.ofSeconds(1));
    }

    OutboxRelay start(String kafka, Duration poll, Duration checkInterval) {
        return start(kafka, new Settings(poll, checkInterval, 50));
    }

    OutboxRelay start(String kafka, Duration poll, int batch) {
        return start(kafka, new Settings(poll, Duration.ofSeconds(10), batch));
    }

    private OutboxRelay start(String kafka, OutboxConfig config) {
        var relay = new OutboxRelay(config, ConfigProvider.getConfig(), pool, Clock.systemUTC(), kafka);
        relay.start(new StartupEvent());
        running.add(relay);
        return relay;
    }

    void wakeAll() {
        running.forEach(OutboxRelay::wake);
    }

    @Override
    public void close() {
        try {
            for (var relay : running) {
                relay.stop(new ShutdownEvent());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Settings(Duration poll, Duration checkInterval, int batch) implements OutboxConfig {

        @Override
        public Map<String, TopicSettings> topics() {
            return Map.of(TreeEvent.TOPIC, new StatedTopic());
        }

        @Override
        public Duration retention() {
            return Duration.ofDays(14);
        }

        @Override
        public Duration deadLetterRetention() {
            return Duration.ofDays(90);
        }

        @Override
        public int partitions() {
            return 3;
        }

        @Override
        public Optional<Short> replicas() {
            return Optional.empty();
        }

        @Override
        public Duration deliveryTimeout() {
            return Duration.ofSeconds(3);
        }

        @Override
        public int publishedDays() {
            return 7;
        }

        @Override
        public Duration lateAfter() {
            return Duration.ofMinutes(1);
        }

        @Override
        public boolean relay() {
            return true;
        }
    }

    /** The defaults. */
    record StatedTopic() implements TopicSettings {

        @Override
        public Optional<Integer> partitions() {
            return Optional.empty();
        }

        @Override
        public boolean growPartitions() {
            return false;
        }

        @Override
        public Optional<Short> replicas() {
            return Optional.empty();
        }

        @Override
        public Cleanup cleanup() {
            return Cleanup.DELETE;
        }

        @Override
        public Optional<Duration> retention() {
            return Optional.empty();
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }
    }
}
