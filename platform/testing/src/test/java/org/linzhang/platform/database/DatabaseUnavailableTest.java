package org.linzhang.platform.database;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
@QuarkusTestResource(value = OwnPostgres.class, restrictToAnnotatedClass = true)
class DatabaseUnavailableTest {

    private static final int CONNECTIONS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    OwnPostgres postgres;

    @Inject
    Pool pool;

    @AfterEach
    void the_service_works_again() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(store(UUID.randomUUID()).statusCode()).isEqualTo(200);
            assertThat(grow(UUID.randomUUID()).statusCode()).isEqualTo(200);
        });
    }

    @Test
    void calls_are_503_while_the_server_is_stopped_and_200_right_after_its_start() throws Exception {
        // Given
        var id = UUID.randomUUID();
        store(UUID.randomUUID());
        // When
        postgres.stopServer();
        // Then
        assertUnavailable(() -> store(id));
        assertUnavailable(() -> grow(id));
        // When
        postgres.startServer();
        // Then
        assertThat(store(id).statusCode()).isEqualTo(200);
        assertThat(grow(id).path("grown").toString()).isEqualTo("1");
    }

    @Test
    void calls_are_200_or_503_while_the_server_is_killed_and_restarts() throws Exception {
        // Given: open connections
        atOnce(CONNECTIONS, () -> store(UUID.randomUUID()));
        // When
        postgres.killServer();
        // Then
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    var statuses = atOnce(4, () -> store(UUID.randomUUID()))
                            .map(Response::statusCode)
                            .toList();
                    assertThat(statuses).isSubsetOf(200, 503);
                    return statuses.stream().allMatch(status -> status == 200);
                });
        postgres.awaitReady();
        assertThat(atOnce(50, () -> store(UUID.randomUUID())).map(Response::statusCode))
                .containsOnly(200);
    }

    @Test
    void calls_are_503_within_10_s_while_the_server_is_suspended_and_200_right_after_it_continues() throws Exception {
        // Given
        var id = UUID.randomUUID();
        var ids = Stream.generate(UUID::randomUUID).limit(60).toList();
        atOnce(CONNECTIONS, () -> store(UUID.randomUUID()));
        postgres.suspend();
        try {
            // When: more calls than connections
            var calls = Stream.concat(
                            ids.stream().map(each -> (Supplier<Response>) () -> store(each)),
                            IntStream.range(0, 20).mapToObj(nth -> () -> grow(id)))
                    .toList();
            // Then
            var answers = atOnce(calls).toList();
            assertThat(answers).allSatisfy(DatabaseUnavailableTest::assertUnavailable);
            // When: new connections are not answered either
            assertUnavailable(() -> store(id));
        } finally {
            postgres.resume();
        }
        // Then
        long resumed = System.nanoTime();
        assertThat(atOnce(ids.stream()
                                .map(each -> (Supplier<Response>) () -> store(each))
                                .toList())
                        .map(Response::statusCode))
                .containsOnly(200);
        assertThat(Duration.ofNanos(System.nanoTime() - resumed)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void a_call_that_waits_for_a_lock_or_runs_too_long_is_503() throws Exception {
        // Given
        var id = UUID.randomUUID();
        store(id);
        try (var connection = postgres.connect("platform");
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update tree set rings = 5 where id = '" + id + "'");
            // When, then
            assertUnavailable(() -> grow(id));
            assertUnavailable(() -> given().get("/rings/" + id + "/slowly"));
            connection.rollback();
        }
        assertThat(grow(id).statusCode()).isEqualTo(200);
    }

    @Test
    void calls_are_503_while_all_connections_are_busy() {
        // Given
        var id = UUID.randomUUID();
        var busy = takeAllConnections();
        // When, then
        try {
            assertUnavailable(() -> store(id));
            assertUnavailable(() -> grow(id));
        } finally {
            busy.forEach(SqlConnection::closeAndAwait);
        }
        assertThat(store(id).statusCode()).isEqualTo(200);
    }

    @Test
    void calls_are_503_while_the_server_accepts_no_writes() throws Exception {
        var id = UUID.randomUUID();
        whileSet(
                "alter database platform set default_transaction_read_only = on",
                () -> {
                    assertUnavailable(() -> store(id));
                    assertUnavailable(() -> grow(id));
                },
                "alter database platform reset default_transaction_read_only");
    }

    @Test
    void calls_are_503_while_the_role_may_not_log_in() throws Exception {
        var id = UUID.randomUUID();
        whileSet(
                "alter role platform nologin",
                () -> {
                    assertUnavailable(() -> store(id));
                    assertUnavailable(() -> grow(id));
                },
                "alter role platform login");
    }

    @Test
    void calls_are_503_while_the_database_is_missing() throws Exception {
        var id = UUID.randomUUID();
        whileSet(
                "alter database platform rename to restored",
                () -> {
                    assertUnavailable(() -> store(id));
                    assertUnavailable(() -> grow(id));
                },
                "alter database restored rename to platform");
    }

    /** The relay may have the last one. */
    private List<SqlConnection> takeAllConnections() {
        var taken = new ArrayList<SqlConnection>();
        try {
            while (taken.size() < CONNECTIONS) {
                taken.add(pool.getConnection().await().indefinitely());
            }
        } catch (RuntimeException e) {
            assertThat(taken).hasSizeGreaterThan(CONNECTIONS / 2);
        }
        return taken;
    }

    /** Closes the service's connections, so that new ones get the setting. */
    private void whileSet(String set, Runnable check, String reset) throws Exception {
        try (var connection = postgres.connect("postgres");
                var statement = connection.createStatement()) {
            await().ignoreExceptions().until(() -> {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'platform'");
                statement.execute(set);
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'platform'");
                return true;
            });
            try {
                check.run();
            } finally {
                statement.execute(reset);
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname in ('platform',"
                        + " 'restored')");
            }
        }
    }

    private static void assertUnavailable(Supplier<Response> call) {
        long started = System.nanoTime();
        var answer = call.get();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LIMIT);
        assertUnavailable(answer);
    }

    private static void assertUnavailable(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("\\d+");
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.path("type").toString()).endsWith("/unavailable");
    }

    private static Stream<Response> atOnce(int number, Supplier<Response> call) {
        return atOnce(IntStream.range(0, number).mapToObj(nth -> call).toList());
    }

    private static Stream<Response> atOnce(List<Supplier<Response>> calls) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return calls.stream()
                    .map(call -> CompletableFuture.supplyAsync(() -> timed(call), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join);
        }
    }

    private static Response timed(Supplier<Response> call) {
        long started = System.nanoTime();
        var answer = call.get();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LIMIT);
        return answer;
    }

    private static Response store(UUID id) {
        return given().put("/rings/" + id);
    }

    private static Response grow(UUID id) {
        return given().put("/rings/" + id + "/another");
    }
}
