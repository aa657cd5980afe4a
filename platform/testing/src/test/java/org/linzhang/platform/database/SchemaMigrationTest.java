package org.linzhang.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.EarlierDatabase;
import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class SchemaMigrationTest {

    private static final String SHARED_VERSIONS =
            "select version from flyway_schema_history where type = 'SQL' order by installed_rank";
    private static final String PLATFORM_VERSIONS =
            "select version from platform_schema_history order by installed_rank";
    private static final String SERVICE_VERSIONS = "select version from service_schema_history order by installed_rank";

    @Inject
    Flyway flyway;

    @Test
    void a_database_of_the_first_release_is_upgraded_and_keeps_its_rows() throws SQLException {
        // Given
        try (var database = EarlierDatabase.create()) {
            database.execute("insert into tree values ('0190a5d2-0000-7000-8000-000000000001', 12)");
            database.execute("insert into inbox values ('counter', '0190a5d2-0000-7000-8000-000000000002')");
            database.execute("""
                    insert into outbox (id, aggregatetype, aggregateid, type, payload, headers)
                    values ('0190a5d2-0000-7000-8000-000000000003', 'test.trees.v1', 'tree', 'planted', '{}', '{}')
                    """);

            // When
            database.start(flyway);

            // Then
            assertThat(database.query("select rings from tree")).containsExactly("12");
            assertThat(database.query("select consumer from inbox")).containsExactly("counter");
            assertThat(database.query("select aggregateid from outbox")).containsExactly("tree");
            assertThat(database.query(PLATFORM_VERSIONS)).startsWith("1").containsAll(versionsIn("db/platform"));
            assertThat(database.query(SERVICE_VERSIONS)).startsWith("10");
            assertThat(database.columns()).isEqualTo(columnsOfNewDatabase());
        }
    }

    @Test
    void instances_of_the_first_release_start_after_the_upgrade() throws SQLException {
        // Given
        try (var database = EarlierDatabase.create()) {
            database.start(flyway);

            // When
            database.startFirstRelease();
            database.start(flyway);

            // Then
            assertThat(database.query(SHARED_VERSIONS)).containsExactly("1", "10");
        }
    }

    @Test
    void instances_of_the_first_release_start_with_a_database_that_this_version_has_created() throws SQLException {
        // Given
        try (var database = EarlierDatabase.empty()) {
            database.start(flyway);
            var columns = database.columns();

            // When
            database.startFirstRelease();
            database.start(flyway);

            // Then
            assertThat(database.query(SHARED_VERSIONS)).isEmpty();
            assertThat(database.columns()).isEqualTo(columns);
        }
    }

    @Test
    void several_instances_start_at_once() throws SQLException {
        for (int attempt = 0; attempt < 3; attempt++) {
            // Given
            try (var empty = EarlierDatabase.empty()) {
                // When
                assertThatCode(() -> startAtOnce(empty)).doesNotThrowAnyException();

                // Then
                assertThat(empty.query(PLATFORM_VERSIONS)).doesNotHaveDuplicates();
                assertThat(empty.query(SERVICE_VERSIONS)).containsExactly("0", "10");
            }
            try (var earlier = EarlierDatabase.create()) {
                // When
                assertThatCode(() -> startAtOnce(earlier)).doesNotThrowAnyException();

                // Then
                assertThat(earlier.query(PLATFORM_VERSIONS)).doesNotHaveDuplicates();
                assertThat(earlier.query(SERVICE_VERSIONS)).containsExactly("10");
            }
        }
    }

    private void startAtOnce(EarlierDatabase database) {
        var starts = IntStream.range(0, 4)
                .mapToObj(instance ->
                        CompletableFuture.runAsync(() -> database.start(flyway), Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(starts).join();
    }

    private List<String> columnsOfNewDatabase() throws SQLException {
        try (var database = EarlierDatabase.empty()) {
            database.start(flyway);
            return database.columns();
        }
    }

    private List<String> versionsIn(String folder) {
        return flyway.getConfiguration().getResourceProvider().getResources("V", new String[] {".sql"}).stream()
                .filter(file -> file.getAbsolutePath().startsWith(folder))
                .map(file -> file.getFilename().replaceAll("^V(\\d+)__.*", "$1"))
                .toList();
    }
}
