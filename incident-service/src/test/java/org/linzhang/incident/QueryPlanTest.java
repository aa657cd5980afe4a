package org.linzhang.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.page.KeysetPosition;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.testing.EmptyDatabase;
import org.linzhang.platform.testing.QueryPlan;
import org.linzhang.platform.testing.SentQueries;

/** No list and no statistic reads far more rows than it returns, in five years of incidents. */
@QuarkusTest
@QuarkusTestResource(value = EmptyDatabase.class, restrictToAnnotatedClass = true)
@TestProfile(QueryPlanTest.ManyIncidents.class)
class QueryPlanTest {

    /** {@code -Dlinzhang.plans.rows=1000000} for a million. */
    private static final int ROWS = Integer.getInteger("linzhang.plans.rows", 200_000);

    private static final int KINDS = 13;
    private static final int MONTHS = 60;

    /** Few villages have most of the incidents; the last hundredth is not closed. */
    private static final String INCIDENTS = """
            insert into incident (id, kind, severity, status, source, region_code, description, reported_at, received_at,
                                  reporter, reporter_name, fingerprint, updated_at, handed_to_region, handed_to_username)
            select uuidv7(at - now()),
                   (array['FIRE', 'FIELD_FIRE', 'PEST', 'ILLEGAL_LOGGING', 'LAND_OCCUPATION', 'WETLAND', 'WILDLIFE',
                          'PROTECTED_TREE', 'INVASIVE_SPECIES', 'FIRE_HAZARD', 'SAFETY_HAZARD', 'SPOT', 'OTHER'])
                       [1 + (hashint4(n + 7) & 2147483647) % 13],
                   (array['MINOR', 'MODERATE', 'MAJOR', 'CRITICAL'])[1 + n % 4],
                   case when n > rows * 0.99 then (array['REPORTED', 'ACCEPTED', 'HANDED_OVER', 'HANDLED'])[1 + n % 4]
                        when n % 20 = 0 then 'REJECTED' else 'CLOSED' end,
                   'RANGER', village, '山脚冒烟', at, at, 'ranger-' || place, '张护林', '\\x00', at,
                   case when n % 3 = 0 then left(village, 9) end, case when n % 30 = 0 then 'chief-' || n % 500 end
            from (select n, rows, timestamptz '2021-12-01' + interval '5 years' * n / rows as at,
                         1 + floor(power((hashint4(n) & 2147483647) / 2147483648.0, 3) * cardinality(villages))::int as place,
                         villages
                  from (select ? as villages, ? as rows) as size, generate_series(1, rows) as n) as place,
                 lateral (select villages[place] as village) as village
            """;

    private static boolean filled;

    public static class ManyIncidents implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "linzhang.testing.sent-queries", "true",
                    "linzhang.outbox.relay", "false",
                    "mp.messaging.incoming.closure.enabled", "false",
                    "mp.messaging.incoming.roster.enabled", "false");
        }
    }

    @Inject
    SentQueries queries;

    @Inject
    Pool pool;

    @Inject
    AgroalDataSource database;

    @Inject
    Regions regions;

    @BeforeEach
    void fillOnce() throws SQLException {
        if (filled) {
            return;
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(INCIDENTS);
                var statement = connection.createStatement()) {
            var villages = regions.all().stream()
                    .map(region -> region.code())
                    .filter(code -> code.level() == Level.VILLAGE)
                    .map(code -> code.value())
                    .sorted()
                    .toArray(String[]::new);
            insert.setArray(1, connection.createArrayOf("text", villages));
            insert.setInt(2, ROWS);
            insert.executeUpdate();
            statement.execute("alter table closure_rollup disable trigger user");
            statement.execute("insert into closure_rollup select * from closure_recount");
            statement.execute("alter table closure_rollup enable trigger user");
            statement.execute("""
                    insert into closure_month
                    select level.parent_code, level.region_code, date_trunc('month', day)::date, kind,
                           sum(reported), sum(rejected), sum(closed)
                    from closure_rollup, closure_levels(closure_rollup.region_code) as level group by 1, 2, 3, 4
                    """);
            statement.execute("analyze");
        }
        filled = true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"city", "county", "outsider", "township", "village", "ranger", "supervisor"})
    void a_list_of_incidents_reads_few_rows(String user) {
        for (var filter : List.of(
                "limit=50",
                "limit=200",
                "status=REPORTED",
                "status=REPORTED&status=ACCEPTED&status=HANDED_OVER&status=HANDLED",
                "status=REJECTED",
                "status=REJECTED&kind=FIRE",
                "kind=PEST",
                "kind=PEST&kind=FIRE",
                "reporter=ranger-1200",
                "reporter=me",
                "from=2023-03-01&to=2023-03-31",
                "from=2023-03-01&to=2023-03-31&kind=WETLAND",
                "cursor=" + cursorIn("2022-02-01T00:00:00Z"),
                "kind=PEST&cursor=" + cursorIn("2024-02-01T00:00:00Z"))) {
            readsLittle(user, "/api/incidents?" + filter);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"512021", "512002100", "512002100201", "512022117202"})
    void a_list_of_a_narrower_region_reads_few_rows(String region) {
        for (var filter :
                List.of("", "&kind=FIRE", "&status=REPORTED", "&cursor=" + cursorIn("2023-02-01T00:00:00Z"))) {
            readsLittle("city", "/api/incidents?region=" + region + filter);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5120, region, 3",
        "512002, region, 40",
        "512002100, region, 40",
        "512002100201, region, 1",
        "5120, kind, 1",
        "5120, month, 1",
        "512021, kind, 1",
        "512002100201, month, 1"
    })
    void closure_over_five_years_reads_a_row_for_each_child_region_month_and_kind(
            String region, String by, int children) {
        for (var plan : plans(
                "supervisor",
                "/api/statistics/closure?region=%s&by=%s&from=2021-12-01&to=2026-11-30".formatted(region, by))) {
            assertThat(plan.rowsRead())
                    .as(plan.toString())
                    .isPositive()
                    .isLessThanOrEqualTo((long) children * KINDS * MONTHS);
        }
    }

    private void readsLittle(String user, String path) {
        for (var plan : plans(user, path)) {
            assertThat(plan.readsLittle()).as("%s for %s: %s", path, user, plan).isTrue();
        }
    }

    private List<QueryPlan> plans(String user, String path) {
        var plans = queries.plansOf(pool, () -> IncidentApi.get(user, path).statusCode(200));
        assertThat(plans).isNotEmpty();
        return plans;
    }

    private static String cursorIn(String time) {
        return new KeysetPosition(Instant.parse(time), new UUID(0, 0)).cursor();
    }
}
