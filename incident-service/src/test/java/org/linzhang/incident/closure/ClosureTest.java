package org.linzhang.incident.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.linzhang.incident.Front.CITY;
import static org.linzhang.incident.Front.COUNTY;
import static org.linzhang.incident.Front.TOWNSHIP;
import static org.linzhang.incident.Front.VILLAGE;
import static org.linzhang.incident.Front.done;
import static org.linzhang.incident.Front.fire;
import static org.linzhang.incident.Front.get;
import static org.linzhang.incident.Front.post;
import static org.linzhang.incident.Front.reported;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.incident.Together;
import org.linzhang.incident.event.IncidentEvent;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.MovableClock;
import org.linzhang.platform.testing.Servers;

/** The figures of counties that no other test reports from: 512021 and 512022. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class ClosureTest {

    private static final String DEAD_LETTERS = "incident.closure.dead-letter.v1";

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
        arrived();
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
        arrived();
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
        arrived();
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
    void the_same_event_delivered_three_times_counts_once() {
        // Given
        var village = "512021104001";
        var id = report(village, "INVASIVE_SPECIES");
        var event = told(id, 1).getFirst();
        // When
        for (int delivery = 0; delivery < 3; delivery++) {
            EventProbe.send(IncidentEvent.TOPIC, event.key(), event.headers(), event.payload());
        }
        done("admin", id, "reject");
        arrived();
        // Then
        statistics(village, "kind")
                .body("items.key", contains("INVASIVE_SPECIES"))
                .body("items.reported", contains(1))
                .body("items.rejected", contains(1));
    }

    @Test
    void a_message_that_is_no_event_goes_to_the_dead_letters_and_the_partition_moves_on() {
        // Given
        var village = "512021105001";
        var id = report(village, "WILDLIFE");
        var key = id.toString();
        var type = Map.of("ce_type", "org.linzhang.incident.closed.v1");
        // When
        EventProbe.send(IncidentEvent.TOPIC, key, type, "{ no json");
        EventProbe.send(IncidentEvent.TOPIC, key, type, "{\"eventId\":\"%s\"}".formatted(UUID.randomUUID()));
        EventProbe.send(IncidentEvent.TOPIC, key, Map.of("ce_type", "org.linzhang.incident.forgotten.v1"), "{}");
        EventProbe.send(IncidentEvent.TOPIC, key, Map.of(), null);
        done("admin", id, "reject");
        arrived();
        // Then
        statistics(village, "kind").body("items.rejected", contains(1)).body("items.closed", contains(0));
        try (var probe = EventProbe.on(DEAD_LETTERS)) {
            assertThat(probe.awaitEvents(key, 4))
                    .allSatisfy(letter -> assertThat(letter.headers().get("dead-letter-reason"))
                            .isNotBlank())
                    .extracting(EventProbe.Seen::payload)
                    .first()
                    .isEqualTo("{ no json");
        }
    }

    /** Seeded, so that a failure can be seen again. */
    @Test
    void whatever_is_done_the_rollup_equals_the_recount() {
        // Given
        var random = new Random(20261121);
        var kinds = List.of("FIRE", "PEST", "SPOT");
        var regions = List.of("512022", "512022001", "512022001001", "512022001002");
        var incidents = IntStream.range(0, 40)
                .mapToObj(n -> report(regions.get(random.nextInt(4)), kinds.get(random.nextInt(3))))
                .toList();
        var deeds = new ArrayList<Callable<Integer>>();
        for (int n = 0; n < 300; n++) {
            var id = incidents.get(random.nextInt(incidents.size()));
            var verb = List.of("accept", "reject", "hand-over", "handle", "verify", "verify", "send-back")
                    .get(random.nextInt(7));
            var who = verb.equals("handle") ? "city" : "admin";
            deeds.add(() -> post(who, id, verb, "to", "512022").extract().statusCode());
        }
        // When
        var statuses = new ArrayList<Integer>();
        for (int n = 0; n < deeds.size(); n += 6) {
            statuses.addAll(Together.all(deeds.subList(n, n + 6)));
        }
        // Then
        assertThat(statuses).containsOnly(200, 409).contains(200, 409);
        arrived();
        var total = get("admin", closure("512022", "kind", today(), today()))
                .extract()
                .<Map<String, Object>>path("total");
        var byStatus = new TreeMap<String, Integer>();
        for (var id : incidents) {
            byStatus.merge(get("admin", "/api/incidents/{id}", id).extract().path("status"), 1, Integer::sum);
        }
        assertThat(total)
                .containsEntry("reported", 40)
                .containsEntry("closed", byStatus.get("CLOSED"))
                .containsEntry("rejected", byStatus.get("REJECTED"));
    }

    @Test
    void a_drift_between_rollup_and_recount_is_seen() {
        // Given
        arrived();
        var row = "('512022090', 'OTHER', date '2020-01-01', 1)";
        pool.query("insert into closure_rollup (region_code, kind, day, reported) values " + row)
                .executeAndAwait();
        // Then
        assertThat(drift()).isEqualTo(1);
        pool.query("delete from closure_rollup where region_code = '512022090'").executeAndAwait();
        assertThat(drift()).isZero();
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
        arrived();
        // Then
        get("village", "/api/statistics/closure").body("items.key", contains(VILLAGE));
        get("township", "/api/statistics/closure")
                .body("items.key", contains(VILLAGE))
                .body("region", equalTo(TOWNSHIP));
    }

    private static UUID report(String region, String kind) {
        return reported("admin", fire("regionCode", region, "kind", kind));
    }

    private static void close(UUID id) {
        done("admin", id, "accept");
        done("city", id, "handle");
        done("admin", id, "verify");
    }

    private static ValidatableResponse statistics(String region, String by) {
        return get("admin", closure(region, by, today(), today())).statusCode(200);
    }

    private static String closure(String region, String by, LocalDate from, LocalDate to) {
        return "/api/statistics/closure?region=%s&by=%s&from=%s&to=%s".formatted(region, by, from, to);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    private static List<EventProbe.Seen> told(UUID incident, int count) {
        try (var probe = EventProbe.on(IncidentEvent.TOPIC)) {
            return probe.awaitEvents(incident.toString(), count);
        }
    }

    /** Waits until every event has moved the rollup; fails where rollup and recount never agree. */
    private void arrived() {
        await().atMost(Duration.ofSeconds(20)).until(() -> drift() == 0);
    }

    private long drift() {
        return pool.query("select count(*) from closure_drift")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }
}
