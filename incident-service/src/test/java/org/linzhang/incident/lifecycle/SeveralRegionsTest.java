package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.linzhang.incident.IncidentApi.COUNTY;
import static org.linzhang.incident.IncidentApi.IN_YANJIANG;
import static org.linzhang.incident.IncidentApi.TOWNSHIP;
import static org.linzhang.incident.IncidentApi.VILLAGE;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.reported;
import static org.linzhang.incident.IncidentApi.with;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

/** A caller whose token names several regions. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class SeveralRegionsTest {

    /** A village of another township than {@link #TOWNSHIP}, of the same county. */
    private static final String NEIGHBOUR_VILLAGE = "512002004005";

    private static final String OTHER_COUNTY = "512021";
    private static final String OTHER_VILLAGE = "512021100007";

    private final String chief = Tokens.of("chief-of-two", "两地林长", List.of(NEIGHBOUR_VILLAGE, TOWNSHIP), "chief");

    @Test
    void a_list_pages_through_the_incidents_of_all_regions_of_the_caller_and_of_no_other() {
        // Given
        var wanted = new HashSet<String>();
        for (int i = 0; i < 2; i++) {
            wanted.add(reported().toString());
            wanted.add(reported("admin", fire("regionCode", NEIGHBOUR_VILLAGE)).toString());
        }
        reported("admin", fire("regionCode", "512002004006"));
        reported("outsider", fire("regionCode", OTHER_COUNTY));
        // When
        var listed = new HashSet<String>();
        var regions = new HashSet<String>();
        String cursor = "";
        while (cursor != null) {
            var page = list("limit", "3", "cursor", cursor);
            listed.addAll(page.extract().<List<String>>path("items.id"));
            // Those that were handed to the chief of one of the regions may be elsewhere.
            regions.addAll(page.extract().<List<String>>path("items.findAll { it.handedTo == null }.regionCode"));
            cursor = page.extract().path("next");
        }
        // Then
        assertThat(listed).containsAll(wanted);
        assertThat(regions).allMatch(region -> region.startsWith(TOWNSHIP) || region.equals(NEIGHBOUR_VILLAGE));
    }

    @Test
    void a_list_of_one_of_the_regions_has_only_its_incidents() {
        // Given
        var id = reported("admin", fire("regionCode", NEIGHBOUR_VILLAGE));
        // When
        var page = list("region", NEIGHBOUR_VILLAGE);
        // Then
        page.body("items.id", hasItem(id.toString()));
        assertThat(page.extract().<List<String>>path("items.regionCode")).containsOnly(NEIGHBOUR_VILLAGE);
        with(chief).get("/api/incidents?region=" + COUNTY).then().statusCode(404);
        with(chief).get("/api/incidents?region=512002004").then().statusCode(404);
    }

    @Test
    void a_chief_decides_in_the_region_that_is_a_township_and_only_reads_in_the_one_that_is_a_village() {
        // Given
        var inTownship = reported();
        var inVillage = reported("admin", fire("regionCode", NEIGHBOUR_VILLAGE));
        var elsewhere = reported("outsider", fire("regionCode", OTHER_COUNTY));
        // Then
        act(inTownship, "accept").statusCode(200);
        with(chief).get("/api/incidents/{id}", inVillage).then().statusCode(200);
        act(inVillage, "accept").statusCode(403);
        with(chief).get("/api/incidents/{id}", elsewhere).then().statusCode(404);
        act(elsewhere, "accept").statusCode(404);
    }

    @Test
    void an_incident_handed_to_the_chief_of_one_of_the_regions_is_handled_by_them() {
        // Given: an incident outside all regions of the chief
        var id = reported("admin", fire("regionCode", "512002004006"));
        perform("county", id, "accept");
        perform("county", id, "hand-over", "to", "512002100202");
        var assignee =
                Tokens.of("chief-of-parts", "两地林长", List.of(OTHER_VILLAGE, "512002100202", "512002100"), "chief");
        // Then: the chief of a village that is within another region of theirs
        with(assignee).get("/api/incidents?limit=200").then().body("items.id", hasItem(id.toString()));
        with(assignee)
                .body(Map.of("note", "done"))
                .post("/api/incidents/{id}/handle", id)
                .then()
                .statusCode(200)
                .body("handedTo.region", equalTo("512002100202"));
    }

    @Test
    void a_person_of_any_region_of_the_caller_can_be_handed_an_incident() {
        // Given
        var office = Tokens.of("office", "督查", List.of(VILLAGE, OTHER_COUNTY), "supervisor");
        var id = reported();
        // When
        with(office)
                .body(Map.of("note", "x"))
                .post("/api/incidents/{id}/accept", id)
                .then()
                .statusCode(200);
        // Then
        with(office)
                .body(Map.of("note", "x", "to", OTHER_VILLAGE))
                .post("/api/incidents/{id}/hand-over", id)
                .then()
                .statusCode(200);
        with(office)
                .body(Map.of("note", "x", "to", TOWNSHIP))
                .post("/api/incidents/{id}/hand-over", id)
                .then()
                .statusCode(400);
    }

    @Test
    void a_position_is_reported_in_the_region_of_the_caller_that_is_in_the_county_of_the_position() {
        // Given
        var ranger = Tokens.of("ranger-of-two", "护林员", List.of(OTHER_COUNTY, VILLAGE), "ranger");
        var report = fire("regionCode", null, "position", IN_YANJIANG);
        // Then
        with(ranger)
                .body(report)
                .put("/api/incidents/{id}", UUID.randomUUID())
                .then()
                .statusCode(201)
                .body("regionCode", equalTo(VILLAGE));
    }

    @Test
    void statistics_are_of_the_widest_region_unless_another_is_given() {
        // Given
        var office = Tokens.of("office", "督查", List.of(VILLAGE, OTHER_COUNTY), "supervisor");
        // Then
        with(office).get("/api/statistics/closure").then().statusCode(200).body("region", equalTo(OTHER_COUNTY));
        with(office)
                .get("/api/statistics/closure?region=" + VILLAGE)
                .then()
                .statusCode(200)
                .body("region", equalTo(VILLAGE));
        with(office).get("/api/statistics/closure?region=" + COUNTY).then().statusCode(404);
    }

    @Test
    void a_token_with_an_array_of_one_region_is_like_one_with_a_single_region() {
        // Given
        var id = reported();
        var only = Tokens.of("array", "林长", List.of(VILLAGE), "chief");
        // Then
        with(only).get("/api/incidents/{id}", id).then().statusCode(200);
        with(only).get("/api/incidents?limit=1").then().statusCode(200).body("items.regionCode", contains(VILLAGE));
    }

    @Test
    void a_token_without_a_valid_region_is_refused() {
        for (var regions : List.of(List.<String>of(), List.of(VILLAGE, "x"))) {
            with(Tokens.of("nowhere", "无", regions, "chief"))
                    .get("/api/incidents")
                    .then()
                    .statusCode(403);
        }
    }

    private ValidatableResponse list(String... parameters) {
        var request = with(chief);
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/api/incidents").then().statusCode(200);
    }

    private ValidatableResponse act(UUID id, String action) {
        return with(chief)
                .body(Map.of("note", "done"))
                .post("/api/incidents/{id}/{action}", id, action)
                .then();
    }
}
