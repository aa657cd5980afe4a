package org.linzhang.platform.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linzhang.platform.partition.Sightings.idOf;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class PartitionMaintenanceTest {

    private static final String NOVEMBER = "2026-11-24T08:00:00Z";
    private static final String DECEMBER = "2026-12-24T08:00:00Z";

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @Inject
    AgroalDataSource application;

    private Sightings sightings;

    @BeforeEach
    void createTable() throws SQLException {
        sightings = new Sightings(url, user, password);
    }

    @AfterEach
    void dropTable() throws SQLException {
        sightings.close();
    }

    @Test
    void a_started_service_has_inbox_partitions_for_this_month_and_the_next_three() throws Exception {
        // Given
        var inbox = new PartitionedTable(application, "inbox", "handled_at");
        var current = YearMonth.from(Instant.now().atOffset(ZoneOffset.UTC));
        // Then
        assertThat(inbox.months())
                .contains(current, current.plusMonths(1), current.plusMonths(2), current.plusMonths(3));
    }

    @Test
    void partitions_are_made_ahead_as_time_passes() throws Exception {
        // When
        sightings.maintain(NOVEMBER);
        // Then
        assertThat(sightings.partitions())
                .containsExactly("sighting_2026_11", "sighting_2026_12", "sighting_2027_01", "sighting_default");
        // When
        sightings.maintain(DECEMBER);
        // Then
        assertThat(sightings.partitions()).contains("sighting_2027_02").hasSize(5);
    }

    @Test
    void a_row_is_stored_in_the_month_of_its_id_to_the_millisecond() throws Exception {
        // Given
        sightings.maintain(NOVEMBER);
        var last = idOf("2026-11-30T23:59:59.999Z");
        var first = idOf("2026-12-01T00:00:00.000Z");
        // When
        sightings.insert(last, 1, NOVEMBER);
        sightings.insert(first, 1, NOVEMBER);
        // Then
        assertThat(sightings.partitionsOf(last)).containsExactly("sighting_2026_11");
        assertThat(sightings.partitionsOf(first)).containsExactly("sighting_2026_12");
    }

    @Test
    void rows_that_were_stored_before_the_partitions_move_to_their_months() throws Exception {
        // Given
        var september = idOf("2026-09-10T08:00:00Z");
        var november = idOf(NOVEMBER);
        sightings.insert(september, 1, "2026-09-10T08:00:01Z");
        sightings.insert(november, 1, NOVEMBER);
        sightings.insert(november, 2, NOVEMBER);
        // When
        sightings.maintain(NOVEMBER);
        // Then
        assertThat(sightings.partitionsOf(september)).containsExactly("sighting_2026_09");
        assertThat(sightings.partitionsOf(november)).containsExactly("sighting_2026_11", "sighting_2026_11");
        assertThat(sightings.insert(november, 2, NOVEMBER)).isFalse();
    }

    @Test
    void ids_of_a_wrong_clock_and_of_other_versions_are_kept_in_the_default_partition() throws Exception {
        // Given
        var ids = List.of(
                idOf("1970-01-01T00:00:00Z"),
                idOf("2099-05-05T00:00:00Z"),
                UUID.fromString("ffffffff-1111-4111-8111-111111111111"));
        for (var id : ids) {
            sightings.insert(id, 1, NOVEMBER);
        }
        // When
        sightings.maintain(NOVEMBER);
        sightings.maintain(DECEMBER);
        // Then
        for (var id : ids) {
            assertThat(sightings.partitionsOf(id)).containsExactly("sighting_default");
            assertThat(sightings.insert(id, 1, DECEMBER)).isFalse();
        }
    }

    @Test
    void a_partition_is_dropped_when_its_retention_has_passed_for_the_whole_month() throws Exception {
        // Given
        sightings.maintain(NOVEMBER);
        var id = idOf(NOVEMBER);
        sightings.insert(id, 1, NOVEMBER);
        // When
        sightings.maintain("2027-11-29T08:00:00Z", Period.ofYears(1));
        // Then: a row of 30 November would not be a year old
        assertThat(sightings.partitionsOf(id)).containsExactly("sighting_2026_11");
        // When
        sightings.maintain("2027-12-01T08:00:00Z", Period.ofYears(1));
        // Then
        assertThat(sightings.partitions()).doesNotContain("sighting_2026_11").contains("sighting_2026_12");
        assertThat(sightings.partitionsOf(id)).isEmpty();
    }

    @Test
    void without_a_retention_nothing_is_dropped() throws Exception {
        // Given
        sightings.maintain(NOVEMBER);
        // When
        sightings.maintain("2046-11-24T08:00:00Z");
        // Then
        assertThat(sightings.partitions()).contains("sighting_2026_11");
    }

    @Test
    void a_partition_with_a_row_that_arrived_late_is_kept_until_the_row_is_old() throws Exception {
        // Given
        sightings.maintain(NOVEMBER);
        var late = idOf(NOVEMBER);
        sightings.insert(late, 1, "2027-03-01T08:00:00Z");
        // When
        sightings.maintain("2028-01-10T08:00:00Z", Period.ofYears(1));
        // Then
        assertThat(sightings.partitionsOf(late)).containsExactly("sighting_2026_11");
        assertThat(sightings.partitions()).doesNotContain("sighting_2026_12");
        // When
        sightings.maintain("2028-04-01T08:00:00Z", Period.ofYears(1));
        // Then
        assertThat(sightings.partitionsOf(late)).isEmpty();
    }

    @Test
    void old_rows_of_the_default_partition_are_deleted_one_by_one() throws Exception {
        // Given
        var old = idOf("1970-01-01T00:00:00Z");
        var young = idOf("1970-01-02T00:00:00Z");
        sightings.insert(old, 1, NOVEMBER);
        sightings.insert(young, 1, DECEMBER);
        // When
        sightings.maintain("2027-12-01T08:00:00Z", Period.ofYears(1));
        // Then
        assertThat(sightings.partitionsOf(old)).isEmpty();
        assertThat(sightings.partitionsOf(young)).containsExactly("sighting_default");
    }

    @Test
    void a_dropped_month_is_not_made_again() throws Exception {
        // Given
        sightings.maintain(NOVEMBER);
        sightings.insert(idOf(NOVEMBER), 1, "2027-03-01T08:00:00Z");
        sightings.insert(idOf("1970-01-01T00:00:00Z"), 1, NOVEMBER);
        // When
        sightings.maintain("2028-01-10T08:00:00Z", Period.ofYears(1));
        sightings.maintain("2028-01-10T14:00:00Z", Period.ofYears(1));
        // Then
        assertThat(sightings.partitions()).contains("sighting_2026_11").doesNotContain("sighting_2026_12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sighting", "sighting_2026_11", "sighting_default"})
    void an_append_only_table_stays_append_only_in_each_partition(String table) throws Exception {
        // Given
        sightings.insert(idOf(NOVEMBER), 1, NOVEMBER);
        sightings.maintain(NOVEMBER);
        // Then
        for (var statement : List.of("update %s set seq = 2", "delete from %s", "truncate %s")) {
            assertThatThrownBy(() -> sightings.execute(statement.formatted(table)))
                    .hasMessageContaining("is append-only");
        }
    }

    @Test
    void two_instances_at_once_make_each_partition_once() throws Exception {
        // Given
        for (int seq = 1; seq <= 500; seq++) {
            sightings.insert(idOf(NOVEMBER), seq, NOVEMBER);
        }
        // When
        simultaneously(4, () -> {
            sightings.maintain(NOVEMBER);
            return null;
        });
        // Then
        assertThat(sightings.partitions()).hasSize(4);
        assertThat(sightings.table().oldestInDefault()).isEmpty();
    }

    @Test
    void each_row_is_stored_once_while_its_partition_is_made() throws Exception {
        // Given: eight writers that store the same 400 rows
        var ids = new ArrayList<UUID>();
        for (int row = 0; row < 400; row++) {
            ids.add(idOf(NOVEMBER));
        }
        var halfway = new CountDownLatch(8 * ids.size() / 2);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            var writers = new ArrayList<Future<Integer>>();
            for (int writer = 0; writer < 8; writer++) {
                writers.add(executor.submit(() -> insertAll(ids, halfway)));
            }
            halfway.await();
            sightings.maintain(NOVEMBER);
            // Then
            int stored = 0;
            for (var writer : writers) {
                stored += writer.get();
            }
            assertThat(stored).isEqualTo(ids.size());
        }
        for (var id : ids) {
            assertThat(sightings.partitionsOf(id)).containsExactly("sighting_2026_11");
        }
    }

    /** @return how many of the rows were new */
    private int insertAll(List<UUID> ids, CountDownLatch progress) throws SQLException {
        int stored = 0;
        try (var connection = sightings.database().getConnection()) {
            for (var id : ids) {
                stored += Sightings.insert(connection, id, 1, NOVEMBER) ? 1 : 0;
                progress.countDown();
            }
        }
        return stored;
    }

    @Test
    void a_long_transaction_delays_a_new_partition_and_not_the_writers() throws Exception {
        // Given: a transaction that has read the default partition and stays open
        var id = idOf(NOVEMBER);
        sightings.insert(id, 1, NOVEMBER);
        try (var reader = sightings.database().getConnection();
                var query = reader.prepareStatement("select count(*) from sighting");
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            reader.setAutoCommit(false);
            query.execute();
            // When
            var maintenance = executor.submit(() -> {
                sightings.maintain(NOVEMBER);
                return null;
            });
            // Then
            for (int seq = 2; seq < 22; seq++) {
                var start = Instant.now();
                sightings.insert(id, seq, NOVEMBER);
                assertThat(Duration.between(start, Instant.now()))
                        .isLessThan(Duration.ofMillis(PartitionedTable.LOCK_TIMEOUT_MS + 400));
                Thread.sleep(50);
            }
            assertThat(maintenance.isDone()).isFalse();
            // When
            reader.rollback();
            maintenance.get();
        }
        // Then
        assertThat(sightings.partitionsOf(id)).hasSize(21).containsOnly("sighting_2026_11");
    }

    private static void simultaneously(int instances, Callable<?> task) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Object>>();
            for (int instance = 0; instance < instances; instance++) {
                tasks.add(task::call);
            }
            for (var done : executor.invokeAll(tasks)) {
                done.get();
            }
        }
    }
}
