package org.linzhang.platform.outbox;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.tree.TreeEvent;

/** Prints how many rows a relay publishes in a second. Not run by the build: {@code -Dtest=RelayThroughput}. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class RelayThroughput {

    private static final int ROWS = 20_000;
    private static final int ROUNDS = 5;
    private static final int BATCH = 500;

    private static final String INSERT = """
            insert into outbox (id, aggregatetype, aggregateid, type, payload, headers)
            select gen_random_uuid(), $1, gen_random_uuid(), 'org.linzhang.test.tree-grew.v1',
                   jsonb_build_object('treeId', gen_random_uuid(), 'text', repeat('x', 500)),
                   jsonb_build_object('ce_id', gen_random_uuid(), 'ce_specversion', '1.0', 'ce_source', '/platform-test')
            from generate_series(1, $2)
            """;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void rows_in_a_second() {
        for (int round = 0; round < ROUNDS; round++) {
            pool.preparedQuery(INSERT).executeAndAwait(Tuple.of(TreeEvent.TOPIC, ROWS));
            long start = System.nanoTime();
            try (var relays = new Relays(pool)) {
                relays.start(kafka, Duration.ofMillis(100), BATCH);
                await().pollInterval(Duration.ofMillis(20))
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> pool.query("select count(*) from outbox")
                                        .executeAndAwait()
                                        .iterator()
                                        .next()
                                        .getLong(0)
                                == 0);
            }
            System.out.printf("%d rows in a second%n", ROWS * 1_000_000_000L / (System.nanoTime() - start));
        }
    }
}
