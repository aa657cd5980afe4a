package org.linzhang.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.tree.TreeCounter;

/** The application reaches PostgreSQL through a proxy that the test can stop; the tests use JDBC without the proxy. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(DatabaseOutageTest.ThroughProxy.class)
class DatabaseOutageTest {

    private static final String PORT = "test.database-proxy.port";

    private static final String TERMINATE_OTHERS = """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
            """;

    public static class ThroughProxy implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try (var socket = new ServerSocket(0)) {
                var port = String.valueOf(socket.getLocalPort());
                return Map.of(
                        PORT,
                        port,
                        "quarkus.datasource.reactive.url",
                        "vertx-reactive:postgresql://127.0.0.1:" + port + "/platform");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ConfigProperty(name = PORT)
    int port;

    @Inject
    TreeEvents events;

    @Inject
    TreeCounter counter;

    @Inject
    AgroalDataSource database;

    private TcpProxy proxy;

    @BeforeEach
    void startProxy() throws IOException {
        proxy = new TcpProxy(port, Servers.postgres());
        proxy.start();
    }

    @AfterEach
    void stopProxy() {
        proxy.stop();
    }

    @Test
    void an_event_that_arrives_during_an_outage_has_its_effect_after_it() throws Exception {
        // Given: open connections
        var tree = UUID.randomUUID();
        events.send(TreeEvents.grew(tree, 1));
        await().until(() -> events.countOf(tree) == 1);
        // When
        proxy.stop();
        events.send(TreeEvents.grew(tree, 2));
        // Then: longer than three attempts take
        assertThat(deadLetters(tree, Duration.ofSeconds(3))).isZero();
        // When
        proxy.start();
        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> events.countOf(tree) == 2);
        assertThat(deadLetters(tree, Duration.ofSeconds(1))).isZero();
    }

    @Test
    void an_event_that_cannot_be_handled_is_tried_three_times_after_an_outage() throws Exception {
        // Given
        var tree = UUID.randomUUID();
        proxy.stop();
        events.send(TreeEvents.grew(tree, -1));
        assertThat(deadLetters(tree, Duration.ofSeconds(2))).isZero();
        // When
        proxy.start();
        // Then
        try (var probe = EventProbe.on(TreeEvents.DEAD_LETTERS)) {
            assertThat(probe.awaitEvents(tree.toString(), 1)).hasSize(1);
        }
        assertThat(counter.attemptsOf(tree)).isEqualTo(3);
    }

    @Test
    void an_event_whose_connection_the_server_terminates_repeatedly_has_its_effect_once() throws Exception {
        // Given
        var tree = UUID.randomUUID();
        events.send(TreeEvents.grew(tree, 1));
        await().until(() -> events.countOf(tree) == 1);
        try (var connection = database.getConnection();
                var lock = connection.prepareStatement("select rings from tree where id = ? for update")) {
            connection.setAutoCommit(false);
            lock.setObject(1, tree);
            lock.execute();
            // When: one termination more than a failure is tried
            events.send(TreeEvents.grew(tree, 2));
            var terminated = new HashSet<Integer>();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                terminated.addAll(terminateWaiting());
                return terminated.size() == 4;
            });
            connection.rollback();
        }
        // Then
        await().until(() -> events.countOf(tree) == 2);
        assertThat(deadLetters(tree, Duration.ofSeconds(1))).isZero();
    }

    @Test
    void an_event_that_arrives_while_the_database_accepts_no_writes_has_its_effect_after_it() throws Exception {
        // Given: as after a failover, before the new primary accepts writes
        var tree = UUID.randomUUID();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter database platform set default_transaction_read_only = on");
            statement.execute(TERMINATE_OTHERS);
            try {
                // When
                events.send(TreeEvents.grew(tree, 1));
                // Then: longer than three attempts take
                assertThat(deadLetters(tree, Duration.ofSeconds(3))).isZero();
            } finally {
                statement.execute("alter database platform reset default_transaction_read_only");
                statement.execute(TERMINATE_OTHERS);
            }
        }
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> events.countOf(tree) == 1);
        assertThat(deadLetters(tree, Duration.ofSeconds(1))).isZero();
    }

    /** Terminates the connections that wait for a lock, and returns the ids of their processes. */
    private Set<Integer> terminateWaiting() throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select pid, pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                        """);
                var rows = statement.executeQuery()) {
            var processes = new HashSet<Integer>();
            while (rows.next()) {
                processes.add(rows.getInt("pid"));
            }
            return processes;
        }
    }

    private static int deadLetters(UUID tree, Duration duration) {
        try (var probe = EventProbe.on(TreeEvents.DEAD_LETTERS)) {
            return probe.settled(tree.toString(), duration).size();
        }
    }
}
