package org.linzhang.patrol;

import static io.restassured.RestAssured.given;
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
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.page.KeysetPosition;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.testing.EmptyDatabase;
import org.linzhang.platform.testing.SentQueries;
import org.linzhang.platform.testing.Tokens;

/** No list reads far more rows than it returns, in five years of patrols. */
@QuarkusTest
@QuarkusTestResource(value = EmptyDatabase.class, restrictToAnnotatedClass = true)
@TestProfile(QueryPlanTest.ManyPatrols.class)
class QueryPlanTest {

    /** {@code -Dlinzhang.plans.rows=1000000} for a million. */
    private static final int ROWS = Integer.getInteger("linzhang.plans.rows", 200_000);

    /** Few villages have most of the patrols. */
    private static final String PATROLS = """
            insert into patrol (id, kind, region_code, transport, started_at, companions, patroller, patroller_name, received_at)
            select uuidv7(at - now()),
                   (array['ROUTINE', 'FIRE', 'WETLAND', 'SPOT_CHECK', 'PROTECTED_TREES', 'PEST_SURVEY', 'WILDLIFE_WATCH',
                          'HAZARD_CHECK'])[1 + (hashint4(n + 7) & 2147483647) % 8],
                   villages[place], 'FOOT', at, '{}', 'ranger-' || place, '张护林', at
            from (select n, timestamptz '2021-12-01' + interval '5 years' * n / rows as at,
                         1 + floor(power((hashint4(n) & 2147483647) / 2147483648.0, 3) * cardinality(villages))::int as place,
                         villages
                  from (select ? as villages, ? as rows) as size, generate_series(1, rows) as n) as place
            """;

    private static boolean filled;

    public static class ManyPatrols implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("linzhang.testing.sent-queries", "true", "linzhang.outbox.relay", "false");
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
                var insert = connection.prepareStatement(PATROLS);
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
            statement.execute("analyze");
        }
        filled = true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"city", "county", "outsider", "township", "village", "ranger", "supervisor"})
    void a_list_of_patrols_reads_few_rows(String user) {
        for (var filter : List.of(
                "limit=50",
                "limit=200",
                "kind=HAZARD_CHECK",
                "person=ranger-1200",
                "person=me",
                "person=ranger-3&kind=WETLAND",
                "from=2023-03-01&to=2023-03-31",
                "from=2023-03-01&to=2023-03-31&kind=WETLAND",
                "cursor=" + cursorIn("2022-02-01T00:00:00Z"),
                "kind=FIRE&cursor=" + cursorIn("2024-02-01T00:00:00Z"))) {
            readsLittle(user, "/api/patrols?" + filter);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"512021", "512002100", "512002100201", "512022117202"})
    void a_list_of_a_narrower_region_reads_few_rows(String region) {
        for (var filter : List.of("", "&kind=FIRE", "&cursor=" + cursorIn("2023-02-01T00:00:00Z"))) {
            readsLittle("city", "/api/patrols?region=" + region + filter);
        }
    }

    private void readsLittle(String user, String path) {
        var plans = queries.plansOf(
                pool,
                () -> given().auth().oauth2(Tokens.of(user)).get(path).then().statusCode(200));
        assertThat(plans)
                .isNotEmpty()
                .allSatisfy(plan -> assertThat(plan.readsLittle())
                        .as("%s for %s: %s", path, user, plan)
                        .isTrue());
    }

    private static String cursorIn(String time) {
        return new KeysetPosition(Instant.parse(time), new UUID(0, 0)).cursor();
    }
}
