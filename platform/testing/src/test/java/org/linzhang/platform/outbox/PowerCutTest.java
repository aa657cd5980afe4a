package org.linzhang.platform.outbox;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.tree.TreeEvent;

/** An application with its own relay and consumer, at a broker that loses what it has acknowledged. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(PowerCutTest.AtLossyBroker.class)
class PowerCutTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String PORT = "test.lossy-broker.port";

    public static class AtLossyBroker implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            int port = LossyBroker.freePort();
            return Map.of(
                    PORT,
                    String.valueOf(port),
                    "kafka.bootstrap.servers",
                    "127.0.0.1:" + port,
                    "linzhang.outbox.relay",
                    "true",
                    "linzhang.outbox.poll",
                    "100ms",
                    "linzhang.outbox.check-interval",
                    "1s");
        }
    }

    @ConfigProperty(name = PORT)
    int port;

    @Inject
    OutboxRows rows;

    @Inject
    Pool pool;

    @TempDir
    Path folder;

    @Test
    void each_event_has_its_effect_once_although_the_broker_has_lost_half_of_them() {
        // Given
        var trees = Stream.generate(UUID::randomUUID).limit(30).toList();
        try (var broker = new LossyBroker(folder, port)) {
            trees.forEach(tree -> rows.commit(tree, 1, 2));
            await().atMost(TIMEOUT).until(() -> trees.stream().allMatch(tree -> rows.count(tree) == 0));
            // When
            broker.stop();
            rows.publishedEnds(TreeEvent.TOPIC)
                    .forEach((partition, end) -> broker.lose(TreeEvent.TOPIC, partition, end / 2));
            trees.forEach(tree -> rows.commit(tree, 3));
            broker.start();
            // Then
            await().atMost(TIMEOUT).until(() -> effects(trees).equals(List.of(3L)));
            await().during(Duration.ofSeconds(3)).until(() -> effects(trees).equals(List.of(3L)));
        }
    }

    /** How many events had their effect, over all trees, each number once. */
    private List<Long> effects(List<UUID> trees) {
        return pool
                .preparedQuery("select distinct coalesce(tree.rings, 0)::bigint from unnest($1::uuid[]) as wanted (id)"
                        + " left join tree on tree.id = wanted.id")
                .executeAndAwait(Tuple.of(trees.toArray(UUID[]::new)))
                .stream()
                .map(row -> row.getLong(0))
                .toList();
    }
}
