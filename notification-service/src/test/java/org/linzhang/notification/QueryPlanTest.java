package org.linzhang.notification;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.page.Cursor;
import org.linzhang.platform.page.KeysetPosition;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.testing.EmptyDatabase;
import org.linzhang.platform.testing.SentQueries;
import org.linzhang.platform.testing.Tokens;

/** No list reads far more rows than it returns, in five years of alerts and with a national roster. */
@QuarkusTest
@QuarkusTestResource(value = EmptyDatabase.class, restrictToAnnotatedClass = true)
@TestProfile(QueryPlanTest.ManyAlerts.class)
class QueryPlanTest {

    /** {@code -Dlinzhang.plans.rows=1000000} for a million. */
    private static final int ROWS = Integer.getInteger("linzhang.plans.rows", 200_000);

    private static final String INCIDENTS = """
            insert into alerted_incident (id, region_code, kind, severity, status, description, reported_at, reporter,
                                          reporter_name)
            select uuidv7(at - now()), '512002100201', 'FIRE', 'MAJOR', 'CLOSED', '山脚冒烟', at, 'ranger', '张护林'
            from (select timestamptz '2021-12-01' + interval '5 years' * n / rows as at
                  from (select ? as rows) as size, generate_series(1, rows) as n) as time
            """;

    /** A third each for one county, one city and many others; the last hundredth of the county's is not settled. */
    private static final String ALERTS = """
            insert into alert (id, incident_id, recipient, recipient_region, reason, status, seq, raised_at)
            select uuidv7(reported_at - now()), id,
                   case n % 3 when 0 then 'county' when 1 then 'city' else 'chief-' || n % 5000 end,
                   case n % 3 when 0 then '512002' when 1 then '5120' else '512002100201' end, 'REPORTED',
                   case when n % 300 = 0 then 'RAISED' when n % 2 = 0 then 'ACKNOWLEDGED' else 'SETTLED' end,
                   n, reported_at
            from (select id, reported_at, row_number() over (order by id) as n from alerted_incident) as incident
            """;

    private static final String ROSTER = """
            insert into appointment (region_code, username, name, role)
            select villages[1 + n % cardinality(villages)], 'person-' || n, '李林长', 'chief'
            from (select ? as villages, ? as rows) as size, generate_series(1, rows) as n
            """;

    private static boolean filled;

    public static class ManyAlerts implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "linzhang.testing.sent-queries", "true",
                    "linzhang.outbox.relay", "false",
                    "mp.messaging.incoming.incidents.enabled", "false",
                    "mp.messaging.incoming.alerts.enabled", "false");
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
                var incidents = connection.prepareStatement(INCIDENTS);
                var roster = connection.prepareStatement(ROSTER);
                var statement = connection.createStatement()) {
            incidents.setInt(1, ROWS);
            incidents.executeUpdate();
            statement.execute(ALERTS);
            var villages = regions.all().stream()
                    .map(region -> region.code())
                    .filter(code -> code.level() == Level.VILLAGE)
                    .map(code -> code.value())
                    .toArray(String[]::new);
            roster.setArray(1, connection.createArrayOf("text", villages));
            roster.setInt(2, ROWS);
            roster.executeUpdate();
            statement.execute("analyze");
        }
        filled = true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"county", "city", "village"})
    void an_inbox_reads_few_rows(String user) {
        for (var filter : List.of(
                "limit=50",
                "limit=200",
                "status=RAISED",
                "status=SETTLED",
                "cursor=" + cursorIn("2022-02-01T00:00:00Z"),
                "status=RAISED&cursor=" + cursorIn("2023-02-01T00:00:00Z"))) {
            readsLittle(Tokens.of(user), "/api/alerts?" + filter);
        }
    }

    @Test
    void a_person_with_few_alerts_reads_few_rows() {
        readsLittle(Tokens.of("chief-77", "李村林长", "512002100201", "chief"), "/api/alerts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=50", "cursor=%s", "region=512002100201", "region=512002&cursor=%s"})
    void a_roster_reads_few_rows(String query) {
        var cursor = Cursor.of("512002100201", "person-1");
        readsLittle(Tokens.of("admin"), "/api/roster?" + query.formatted(cursor));
    }

    private void readsLittle(String token, String path) {
        var plans = queries.plansOf(
                pool, () -> given().auth().oauth2(token).get(path).then().statusCode(200));
        assertThat(plans)
                .isNotEmpty()
                .allSatisfy(plan ->
                        assertThat(plan.readsLittle()).as("%s: %s", path, plan).isTrue());
    }

    private static String cursorIn(String time) {
        return new KeysetPosition(Instant.parse(time), new UUID(0, 0)).cursor();
    }
}
