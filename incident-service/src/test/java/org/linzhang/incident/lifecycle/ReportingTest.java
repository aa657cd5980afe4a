package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.linzhang.incident.IncidentApi.COUNTY;
import static org.linzhang.incident.IncidentApi.IN_YANJIANG;
import static org.linzhang.incident.IncidentApi.VILLAGE;
import static org.linzhang.incident.IncidentApi.as;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.publishedEvents;
import static org.linzhang.incident.IncidentApi.put;
import static org.linzhang.incident.IncidentApi.reported;
import static org.linzhang.incident.IncidentApi.with;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.incident.Concurrently;
import org.linzhang.incident.event.IncidentEvent;
import org.linzhang.incident.event.IncidentReported;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class ReportingTest {

    @Inject
    Pool pool;

    @Inject
    ObjectMapper json;

    @Test
    void a_report_is_stored_returned_and_published() throws Exception {
        // Given
        var id = UUID.randomUUID();
        var patrol = UUID.randomUUID();
        var report = fire(
                "position",
                IN_YANJIANG,
                "patrolId",
                patrol,
                "reportedAt",
                "2026-11-21T10:00:00.123456789+08:00",
                "details",
                Map.of("trees", 3, "species", List.of("马尾松")));
        // When
        var response = put("ranger", id, report).statusCode(201).extract().asString();
        // Then
        get("county", "/api/incidents/{id}", id)
                .statusCode(200)
                .body("id", equalTo(id.toString()))
                .body("status", equalTo("REPORTED"))
                .body("source", equalTo("RANGER"))
                .body("regionCode", equalTo(VILLAGE))
                .body("regionName", equalTo("雁江区雁江镇小堰村村民委员会"))
                .body("position.lat", equalTo(30.12f))
                .body("details.species[0]", equalTo("马尾松"))
                .body("reportedAt", equalTo("2026-11-21T02:00:00.123456Z"))
                .body("receivedAt", notNullValue())
                .body("reporter", equalTo("ranger"))
                .body("reporterName", equalTo("张护林"))
                .body("patrolId", equalTo(patrol.toString()))
                .body("handedTo", nullValue())
                .body("closedAt", nullValue());
        assertThat(json.readTree(as("ranger").get("/api/incidents/{id}", id).asString()))
                .isEqualTo(json.readTree(response));
        var event = publishedEvents(id, 1).getFirst();
        assertThat(event.type()).isEqualTo("org.linzhang.incident.reported.v1");
        var reported = json.readValue(event.payload(), IncidentReported.class);
        assertThat(reported.incidentId()).isEqualTo(id);
        assertThat(reported.region()).isEqualTo(RegionCode.of(VILLAGE));
        assertThat(reported.reporterName().value()).isEqualTo("张护林");
        assertThat(reported.position().lon()).isEqualTo(104.65);
        assertThat(reported.patrolId()).isEqualTo(patrol);
    }

    @Test
    void a_repeated_report_is_stored_once_even_after_an_action() {
        // Given
        var report = fire("details", Map.of("b", 1, "a", 2));
        var id = reported("ranger", report);
        // When
        put("ranger", id, report).statusCode(200).body("status", equalTo("REPORTED"));
        perform("county", id, "accept");
        put("ranger", id, report).statusCode(200).body("status", equalTo("ACCEPTED"));
        // Then
        get("ranger", "/api/incidents/{id}/history", id).body("items", hasSize(2));
        assertThat(settledEvents(id)).hasSize(2);
    }

    @Test
    void another_report_or_another_reporter_under_the_same_id_is_a_conflict() {
        // Given
        var report = fire();
        var id = reported("ranger", report);
        // When
        put("ranger", id, fire("reportedAt", report.get("reportedAt"), "severity", "MINOR"))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/conflicting-body"));
        put("village", id, report).statusCode(409);
        // Then
        get("ranger", "/api/incidents/{id}", id)
                .body("severity", equalTo("MAJOR"))
                .body("reporter", equalTo("ranger"));
        assertThat(settledEvents(id)).hasSize(1);
    }

    @Test
    void a_taken_id_gives_the_same_response_inside_and_outside_the_callers_region() {
        // Given
        var report = fire("regionCode", null, "position", IN_YANJIANG);
        var id = reported("ranger", report);
        var elsewhere = fire("regionCode", "512021", "reportedAt", report.get("reportedAt"));
        // When
        var outside = put("outsider", id, elsewhere).statusCode(409).extract().<Map<String, Object>>path("$");
        var inside = put("county", id, report).statusCode(409).extract().<Map<String, Object>>path("$");
        // Then
        outside.remove("requestId");
        inside.remove("requestId");
        assertThat(outside).isEqualTo(inside);
        assertThat(outside.toString()).doesNotContain("ranger", "512002");
    }

    @Test
    void eight_simultaneous_identical_reports_are_stored_once() {
        for (int attempt = 0; attempt < 5; attempt++) {
            // Given
            var id = UUID.randomUUID();
            var report = fire();
            // When
            var statuses = Concurrently.repeat(
                    8, () -> put("ranger", id, report).extract().statusCode());
            // Then
            assertThat(statuses).containsExactlyInAnyOrder(201, 200, 200, 200, 200, 200, 200, 200);
            assertThat(settledEvents(id)).hasSize(1);
            assertThat(count("select count(*) from incident_history where incident_id = $1", id))
                    .isEqualTo(1);
        }
    }

    @Test
    void of_simultaneous_different_reports_under_one_id_one_is_stored_and_the_others_are_refused() {
        // Given
        var id = UUID.randomUUID();
        // When
        var counter = new AtomicInteger();
        var statuses = Concurrently.repeat(
                4,
                () -> put("ranger", id, fire("description", "view " + counter.incrementAndGet()))
                        .extract()
                        .statusCode());
        // Then
        assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
    }

    @Test
    void a_rangers_report_with_only_a_position_belongs_to_their_village() {
        // Given
        var id = reported("ranger", fire("regionCode", null, "position", IN_YANJIANG));
        // Then
        get("village", "/api/incidents/{id}", id).statusCode(200).body("regionCode", equalTo(VILLAGE));
    }

    @Test
    void a_city_chiefs_report_with_only_a_position_belongs_to_the_county() {
        // Given
        var id = reported("city", fire("regionCode", null, "position", IN_YANJIANG));
        // Then
        get("county", "/api/incidents/{id}", id)
                .statusCode(200)
                .body("regionCode", equalTo(COUNTY))
                .body("source", equalTo("CHIEF"));
        get("township", "/api/incidents/{id}", id).statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512021", "512002100", "512002100202", "5120"})
    void a_report_outside_the_reporters_region_is_not_found_and_not_stored(String region) {
        // Given
        var id = UUID.randomUUID();
        // When
        put("ranger", id, fire("regionCode", region))
                .statusCode(404)
                .body("type", equalTo("https://linzhang.org/problems/not-found"));
        // Then
        assertThat(count("select count(*) from incident where id = $1", id)).isZero();
        assertThat(settledEvents(id)).isEmpty();
        get("admin", "/api/incidents/{id}", id).statusCode(404);
    }

    @Test
    void the_office_may_report_with_source_satellite_and_a_ranger_may_not() {
        // Given
        var id = reported("supervisor", fire("source", "SATELLITE", "kind", "SPOT"));
        // Then
        get("ranger", "/api/incidents/{id}", id).body("source", equalTo("SATELLITE"));
        put("ranger", UUID.randomUUID(), fire("source", "SATELLITE"))
                .statusCode(400)
                .body("field", equalTo("source"));
    }

    @Test
    void a_call_without_a_valid_token_or_role_is_refused() {
        // Given
        var expired = Tokens.of("ranger", "x", VILLAGE, Duration.ofMinutes(-10), "ranger");
        // Then
        with(expired)
                .body(fire())
                .put("/api/incidents/{id}", UUID.randomUUID())
                .then()
                .statusCode(401);
        RestAssured.get("/api/incidents").then().statusCode(401);
        with(Tokens.of("guest", "x", VILLAGE, "public"))
                .body(fire())
                .put("/api/incidents/{id}", UUID.randomUUID())
                .then()
                .statusCode(403)
                .body("type", equalTo("https://linzhang.org/problems/forbidden"));
    }

    @Test
    void the_time_of_receipt_is_that_of_the_server() {
        // Given
        var before = Instant.now().minusSeconds(1);
        var id = reported("ranger", fire("reportedAt", "2026-01-02T03:04:05+08:00"));
        // Then
        var receivedAt = get("ranger", "/api/incidents/{id}", id)
                .body("reportedAt", equalTo("2026-01-01T19:04:05Z"))
                .body("receivedAt", not(equalTo("2026-01-01T19:04:05Z")))
                .extract()
                .<String>path("receivedAt");
        assertThat(Instant.parse(receivedAt)).isAfter(before);
    }

    /** All events of an incident, after the outbox has been published. */
    private List<EventProbe.Seen> settledEvents(UUID incident) {
        await().until(() -> count("select count(*) from outbox where aggregateid = $1::uuid::text", incident) == 0);
        try (var probe = EventProbe.on(IncidentEvent.TOPIC)) {
            return probe.settled(incident.toString(), Duration.ofMillis(500));
        }
    }

    private long count(String sql, UUID id) {
        return pool.preparedQuery(sql)
                .executeAndAwait(Tuple.of(id))
                .iterator()
                .next()
                .getLong(0);
    }
}
