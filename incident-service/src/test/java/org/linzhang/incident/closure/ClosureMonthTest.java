package org.linzhang.incident.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.closure.ClosureFigures.awaitNoDrift;
import static org.linzhang.incident.closure.ClosureFigures.path;
import static org.linzhang.incident.closure.ClosureFigures.report;

import java.time.LocalDate;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.linzhang.platform.testing.Servers;

/** The figures of months at each level equal those of the days. Uses townships in which no other test reports incidents. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class ClosureMonthTest {

    private static final String TOWNSHIP = "512022101";
    private static final String VILLAGE = "512022101001";

    /** Copied from the version before the figures of months, which runs on the new schema during an upgrade. */
    private static final String EARLIER_UPSERT = """
            with first as (
                insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing returning event_id
            )
            insert into closure_rollup as rollup (region_code, kind, day, reported, rejected, closed)
            select $3, $4, $5, $6, $7, $8 from first
            on conflict (region_code, kind, day) do update
            set reported = rollup.reported + excluded.reported,
                rejected = rollup.rejected + excluded.rejected,
                closed = rollup.closed + excluded.closed
            """;

    @Inject
    Pool pool;

    @AfterEach
    void deleteFigures() {
        pool.query("delete from closure_rollup where day < '2020-01-01'").executeAndAwait();
    }

    @Test
    void after_reports_and_actions_the_months_equal_the_days() {
        // Given
        var rejected = report(VILLAGE, "PEST");
        report(TOWNSHIP, "PEST");
        // When
        perform("admin", rejected, "reject");
        awaitNoDrift(pool);
        // Then
        assertThat(count("closure_month_drift")).isZero();
        assertThat(count("closure_month where reported > 0")).isPositive();
    }

    @Test
    void the_statement_of_the_version_before_counts_at_each_level() {
        // When
        addByEarlierVersion(VILLAGE, "PEST", "2019-03-05", 3);
        addByEarlierVersion(VILLAGE, "PEST", "2019-03-06", 1);
        addByEarlierVersion(TOWNSHIP, "FIRE", "2019-03-31", 2);
        // Then
        for (var region : new String[] {"5120", "512022", TOWNSHIP}) {
            get("admin", path(region, "kind", LocalDate.of(2019, 1, 1), LocalDate.of(2019, 12, 31)))
                    .body("items.key", contains("FIRE", "PEST"))
                    .body("items.reported", contains(2, 4));
        }
        get("admin", path("5120", "region", LocalDate.of(2019, 3, 1), LocalDate.of(2019, 3, 31)))
                .body("items.key", contains("512022"))
                .body("items.reported", contains(6));
        get("admin", path(TOWNSHIP, "region", LocalDate.of(2019, 3, 1), LocalDate.of(2019, 3, 31)))
                .body("items.key", contains(TOWNSHIP, VILLAGE))
                .body("items.reported", contains(2, 4));
        get("admin", path(VILLAGE, "month", LocalDate.of(2019, 3, 1), LocalDate.of(2019, 3, 31)))
                .body("items.key", contains("2019-03"))
                .body("items.reported", contains(4));
        assertThat(count("closure_month_drift")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2019-01-10, 2019-04-10, 7",
        "2019-01-11, 2019-04-09, 4",
        "2019-01-11, 2019-02-10, 2",
        "2019-01-11, 2019-01-31, 1",
        "2019-02-01, 2019-02-28, 1",
        "2019-01-11, 2019-02-28, 2",
        "2019-03-15, 2019-04-30, 4"
    })
    void each_day_of_a_period_counts_once(LocalDate from, LocalDate to, int reported) {
        // Given: one on the first five days, two on 10 April
        for (var day : new String[] {"2019-01-10", "2019-01-31", "2019-02-01", "2019-03-15", "2019-04-01"}) {
            addByEarlierVersion(VILLAGE, "PEST", day, 1);
        }
        addByEarlierVersion(VILLAGE, "PEST", "2019-04-10", 2);
        // Then
        for (var by : new String[] {"region", "kind", "month"}) {
            get("admin", path("512022", by, from, to)).body("total.reported", equalTo(reported));
        }
    }

    @Test
    void the_months_are_rebuilt_with_the_days() {
        // Given
        report(VILLAGE, "WETLAND");
        awaitNoDrift(pool);
        long months = count("closure_month where reported > 0");
        // When
        pool.query("begin; truncate closure_rollup; insert into closure_rollup select * from closure_recount; commit")
                .executeAndAwait();
        // Then
        assertThat(count("closure_month_drift")).isZero();
        assertThat(count("closure_month where reported > 0")).isEqualTo(months);
    }

    private void addByEarlierVersion(String region, String kind, String day, long reported) {
        var values = Tuple.tuple()
                .addString("closure")
                .addUUID(UUID.randomUUID())
                .addString(region)
                .addString(kind)
                .addLocalDate(LocalDate.parse(day))
                .addLong(reported)
                .addLong(0L)
                .addLong(0L);
        pool.preparedQuery(EARLIER_UPSERT).executeAndAwait(values);
    }

    private long count(String table) {
        return pool.query("select count(*) from " + table)
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }
}
