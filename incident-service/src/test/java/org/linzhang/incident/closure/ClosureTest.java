package org.linzhang.incident.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.linzhang.incident.IncidentApi.CITY;
import static org.linzhang.incident.IncidentApi.COUNTY;
import static org.linzhang.incident.IncidentApi.TOWNSHIP;
import static org.linzhang.incident.IncidentApi.VILLAGE;
import static org.linzhang.incident.IncidentApi.done;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.reported;
import static org.linzhang.incident.closure.ClosureFigures.arrived;
import static org.linzhang.incident.closure.ClosureFigures.close;
import static org.linzhang.incident.closure.ClosureFigures.closure;
import static org.linzhang.incident.closure.ClosureFigures.report;
import static org.linzhang.incident.closure.ClosureFigures.statistics;
import static org.linzhang.incident.closure.ClosureFigures.today;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.platform.testing.MovableClock;
import org.linzhang.platform.testing.Servers;

/** The figures of counties that no other test reports from: 512021 and 512022. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class ClosureTest {

    @Inject
    Pool pool;

    @Inject
    MovableClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void the_rate_of_a_region_counts_what_is_struck_off_and_not_what_was_untrue() {
        // Given
        var township = "512021002";
        var closed = report(township, "PEST");
        var open = report("512021002001", "PEST");
        report("512021002001", "FIRE");
        var untrue = report(township, "FIRE");
        // When
        close(closed);
        done("admin", open, "accept");
        done("admin", untrue, "reject");
        arrived(pool);
        // Then
        statistics(township, "region")
                .body("region", equalTo(township))
                .body("by", equalTo("region"))
                .body("items.key", contains(township, "512021002001"))
                .body("items.reported", contains(2, 2))
                .body("items.rejected", contains(1, 0))
                .body("items.closed", contains(1, 0))
                .body("items.open", contains(0, 2))
                .body("items.closureRate", contains(1.0f, 0.0f))
                .body("total.reported", equalTo(4))
                .body("total.open", equalTo(2))
                .body("total.closureRate", equalTo(0.3333f));
        statistics(township, "kind").body("items.key", contains("FIRE", "PEST")).body("items.closed", contains(0, 1));
        statistics(township, "month")
                .body("items.key", contains(today().toString().substring(0, 7)))
                .body("items[0].reported", equalTo(4));
    }

    @Test
    void a_county_is_broken_down_by_its_townships_by_name() {
        // Given
        report("512021100", "WETLAND");
        report("512021100007", "WETLAND");
        report("512021101", "WETLAND");
        arrived(pool);
        // Then
        var items = statistics("512021", "region").extract().<List<Map<String, Object>>>path("items");
        assertThat(items)
                .filteredOn(item -> List.of("512021100", "512021101").contains(item.get("key")))
                .extracting(item -> item.get("reported"))
                .containsExactly(2, 1);
        assertThat(items).allSatisfy(item -> assertThat(item.get("name")).isNotEqualTo(item.get("key")));
        statistics(CITY, "region").body("items.find { it.key == '512021' }.name", equalTo("安岳县"));
    }

    @Test
    void an_incident_counts_in_the_day_of_its_report_whenever_it_is_closed() {
        // Given
        var township = "512021103";
        var reportedOn = today();
        var id = report(township, "PEST");
        // When
        clock.advance(Duration.ofDays(40));
        close(id);
        arrived(pool);
        // Then
        get("admin", closure(township, "month", reportedOn, reportedOn))
                .body("items.key", contains(reportedOn.toString().substring(0, 7)))
                .body("items.closed", contains(1));
        get("admin", closure(township, "month", reportedOn.plusDays(1), reportedOn.plusDays(60)))
                .body("items", empty())
                .body("total.reported", equalTo(0))
                .body("total.closureRate", nullValue());
    }

    @Test
    void without_a_region_and_a_period_it_is_ones_own_this_year() {
        get("county", "/api/statistics/closure")
                .statusCode(200)
                .body("region", equalTo(COUNTY))
                .body("regionName", equalTo("雁江区"))
                .body("from", equalTo(today().withDayOfYear(1).toString()))
                .body("to", equalTo(today().getYear() + "-12-31"))
                .body("by", equalTo("region"));
    }

    @ParameterizedTest
    @CsvSource({
        "region=512, 400, region",
        "region=512002999, 400, region",
        "region=512021, 404,",
        "region=5120, 404,",
        "by=moon, 400, by",
        "from=yesterday, 400, from",
        "to=2026-02-30, 400, to",
        "from=2026-02-02&to=2026-02-01, 400, from"
    })
    void a_question_that_cannot_be_is_refused(String query, int status, String field) {
        get("county", "/api/statistics/closure?" + query)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ranger", "police"})
    void who_does_not_answer_for_a_region_gets_no_figures(String username) {
        get(username, "/api/statistics/closure").statusCode(403);
    }

    @Test
    void a_village_stands_for_itself() {
        // Given
        reported("ranger", fire());
        arrived(pool);
        // Then
        get("village", "/api/statistics/closure").body("items.key", contains(VILLAGE));
        get("township", "/api/statistics/closure")
                .body("items.key", contains(VILLAGE))
                .body("region", equalTo(TOWNSHIP));
    }
}
