package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.linzhang.incident.IncidentApi.done;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.reported;
import static org.linzhang.incident.IncidentApi.with;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.input.QueryParams;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

/** Each test reports from a village that no other test uses. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class IncidentListTest {

    private static final List<String> VILLAGES =
            List.of("512002001001", "512002001002", "512002001003", "512002001004", "512002001005", "512002001006");
    private static int used;

    private String village;
    private String ranger;

    @BeforeEach
    void moveToANewVillage() {
        village = VILLAGES.get(used++);
        ranger = Tokens.of("ranger-" + village, "护林员", village, "ranger");
    }

    @Test
    void pages_follow_one_another_without_gap_or_repetition() {
        // Given
        var reported =
                Stream.generate(this::report).limit(7).map(UUID::toString).toList();
        // When
        var seen = new ArrayList<String>();
        var cursor = "";
        while (cursor != null) {
            var page = list("limit", "3", "cursor", cursor);
            seen.addAll(page.extract().<List<String>>path("items.id"));
            if (seen.size() == 3) {
                report();
            }
            cursor = page.extract().path("next");
        }
        // Then
        assertThat(seen).containsExactlyElementsOf(reported.reversed());
    }

    @Test
    void the_last_page_is_the_last_even_when_it_is_full() {
        // Given
        report();
        report();
        // Then
        list("limit", "2").body("items", hasSize(2)).body("next", nullValue());
    }

    @Test
    void a_list_can_be_narrowed_by_kind_and_status() {
        // Given
        var fire = report();
        var pest = report("kind", "PEST");
        var hazard = report("kind", "FIRE_HAZARD");
        done("county", pest, "accept");
        // Then
        list("kind", "PEST").body("items.id", contains(pest.toString()));
        list("kind", "PEST", "kind", "FIRE").body("items.id", contains(pest.toString(), fire.toString()));
        list("status", "REPORTED").body("items.id", contains(hazard.toString(), fire.toString()));
        list("status", "REPORTED", "kind", "PEST").body("items", empty());
    }

    @Test
    void a_list_can_be_narrowed_to_a_reporter_and_to_oneself() {
        // Given
        var mine = report();
        var other = reported("supervisor", fire("regionCode", village));
        // Then
        list("reporter", "me").body("items.id", contains(mine.toString()));
        list("reporter", "supervisor").body("items.id", contains(other.toString()));
        list().body("items.id", contains(other.toString(), mine.toString()));
    }

    @Test
    void a_list_can_be_narrowed_to_days_and_times() {
        // Given
        var id = report().toString();
        var today = LocalDate.now(QueryParams.CHINA);
        var now = OffsetDateTime.now();
        // Then
        list("from", today.toString(), "to", today.plusDays(1).toString()).body("items.id", contains(id));
        list("from", today.plusDays(2).toString()).body("items", empty());
        list("to", today.minusDays(1).toString()).body("items", empty());
        list("from", now.minusMinutes(1).toString(), "to", now.plusMinutes(1).toString())
                .body("items.id", contains(id));
        list("to", now.minusMinutes(1).toString()).body("items", empty());
    }

    @Test
    void a_list_shows_the_region_asked_for_and_never_more_than_the_callers() {
        // Given
        var here = report().toString();
        var elsewhere = reported().toString();
        // Then
        get("county", "/api/incidents?region={code}", village).body("items.id", contains(here));
        get("county", "/api/incidents?region={code}", village.substring(0, 9)).body("items.id", hasItems(here));
        get("county", "/api/incidents?limit=200").body("items.id", hasItems(here, elsewhere));
        list().body("items.regionCode", everyItem(equalTo(village)));
        get("outsider", "/api/incidents?limit=200").body("items.id", not(hasItems(here)));
        with(ranger).queryParam("region", "512002").get("/api/incidents").then().statusCode(404);
    }

    private UUID report(Object... changes) {
        var id = UUID.randomUUID();
        var report = fire(changes);
        report.put("regionCode", village);
        with(ranger).body(report).put("/api/incidents/{id}", id).then().statusCode(201);
        return id;
    }

    private ValidatableResponse list(String... namesAndValues) {
        var request = with(ranger);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                request.queryParam(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return request.get("/api/incidents").then().statusCode(200);
    }
}
