package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.linzhang.incident.IncidentApi.as;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.put;
import static org.linzhang.incident.IncidentApi.reported;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class InputValidationTest {

    private static final String PROBLEM_TYPES = "https://linzhang.org/problems/";

    @Inject
    Pool pool;

    static Stream<Arguments> reports_with_one_invalid_field() {
        return Stream.of(
                invalid("kind", null, "kind"),
                invalid("kind", "EARTHQUAKE", "kind"),
                invalid("kind", "fire", "kind"),
                invalid("kind", "UNKNOWN", "kind"),
                invalid("kind", "", "kind"),
                invalid("kind", 1, "kind"),
                invalid("severity", null, "severity"),
                invalid("severity", "BAD", "severity"),
                invalid("severity", "UNKNOWN", "severity"),
                invalid("source", "UNKNOWN", "source"),
                invalid("source", "RUMOUR", "source"),
                invalid("source", "SATELLITE", "source"),
                invalid("description", null, "description"),
                invalid("description", "", "description"),
                invalid("description", " \n\t", "description"),
                invalid("description", "林".repeat(2_001), "description"),
                invalid("description", "nul \0", "description"),
                invalid("description", Map.of("zh", "火"), "description"),
                invalid("reportedAt", null, "reportedAt"),
                invalid("reportedAt", "yesterday", "reportedAt"),
                invalid("reportedAt", "2026-11-21 10:00", "reportedAt"),
                invalid("reportedAt", Instant.now().plus(Duration.ofMinutes(11)).toString(), "reportedAt"),
                invalid("reportedAt", "+292278994-08-17T07:12:55Z", "reportedAt"),
                invalid("reportedAt", "-4800-01-01T00:00:00Z", "reportedAt"),
                invalid("regionCode", null, "regionCode"),
                invalid("regionCode", "", "regionCode"),
                invalid("regionCode", "512", "regionCode"),
                invalid("regionCode", "51200210020１", "regionCode"),
                invalid("regionCode", List.of("512002"), "regionCode"),
                invalid("position", Map.of("lat", 91, "lon", 104.65), "position.lat"),
                invalid("position", Map.of("lat", -90.001, "lon", 104.65), "position.lat"),
                invalid("position", Map.of("lat", 30.12, "lon", 180.5), "position.lon"),
                invalid("position", Map.of("lat", 30.12, "lon", -181), "position.lon"),
                invalid("position", Map.of("lat", "NaN", "lon", 104.65), "position.lat"),
                invalid("position", Map.of("lat", "north", "lon", 104.65), "position.lat"),
                invalid("position", Map.of("lat", 30.12), "position.lon"),
                invalid("position", Map.of("lat", 46.43, "lon", 13.74), "position"),
                invalid("position", Map.of("lat", 30.10, "lon", 105.33), "position"),
                invalid("position", "30.12,104.65", "position"),
                invalid("patrolId", "the long one", "patrolId"),
                invalid("details", List.of(1, 2), "details"),
                invalid("details", "none", "details"),
                invalid("details", Map.of("text", "x".repeat(17_000)), "details"),
                invalid("details", Map.of("text", "nul \0"), "details"));
    }

    private static Arguments invalid(String name, Object value, String field) {
        return Arguments.of(name, value, field);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("reports_with_one_invalid_field")
    void an_invalid_field_is_named_and_nothing_is_stored(String name, Object value, String field) {
        // Given
        var id = UUID.randomUUID();
        var before = storedIncidents();
        // When
        put("ranger", id, fire(name, value))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo(PROBLEM_TYPES + "invalid-field"))
                .body("title", notNullValue())
                .body("status", equalTo(400))
                .body("detail", notNullValue())
                .body("field", equalTo(field))
                .body("errors[0].field", equalTo(field))
                .body("errors[0].reason", notNullValue());
        // Then
        assertThat(storedIncidents()).isEqualTo(before);
    }

    @Test
    void all_invalid_fields_are_named_in_one_response() {
        put(
                        "ranger",
                        UUID.randomUUID(),
                        fire("kind", null, "description", " ", "position", Map.of("lat", 91, "lon", 181)))
                .statusCode(400)
                .body("errors.field", hasItems("kind", "description", "position.lat", "position.lon"));
    }

    @Test
    void an_unknown_region_is_refused_as_unknown() {
        put("admin", UUID.randomUUID(), fire("regionCode", "512002999"))
                .statusCode(400)
                .body("type", equalTo(PROBLEM_TYPES + "unknown-region"))
                .body("field", equalTo("regionCode"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1-1-1-1-1",
                "not-a-uuid",
                "019aa500-1111-7000-8000-00000000000",
                "019aa500111170008000000000000001"
            })
    void an_id_that_is_not_a_uuid_is_refused_by_every_call(String id) {
        for (var response : List.of(
                as("county").body(fire()).put("/api/incidents/{id}", id),
                as("county").get("/api/incidents/{id}", id),
                as("county").get("/api/incidents/{id}/history", id),
                as("county").body("{}").post("/api/incidents/{id}/accept", id))) {
            response.then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo(PROBLEM_TYPES + "invalid-field"))
                    .body("field", equalTo("id"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "region, 512, invalid-field",
        "region, sichuan, invalid-field",
        "region, 512002999, unknown-region",
        "kind, EARTHQUAKE, invalid-field",
        "status, OPEN, invalid-field",
        "from, yesterday, invalid-field",
        "from, 2026-13-01, invalid-field",
        "to, +999999999-12-31, invalid-field",
        "to, 2026-11-21T10:00:00, invalid-field",
        "limit, 0, invalid-field",
        "limit, 201, invalid-field",
        "limit, -1, invalid-field",
        "limit, many, invalid-field",
        "cursor, x, invalid-field",
        "cursor, OTk5OTk5OTk5OTk5OTk5OTk5OTk5, invalid-field",
        "cursor, MSAxLTEtMS0xLTE, invalid-field"
    })
    void an_invalid_query_parameter_is_named(String name, String value, String type) {
        as("county")
                .queryParam(name, value)
                .get("/api/incidents")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo(PROBLEM_TYPES + type))
                .body("field", equalTo(name));
    }

    @Test
    void a_reporter_filter_with_a_nul_character_is_refused() {
        as("county")
                .queryParam("reporter", "a\0")
                .get("/api/incidents")
                .then()
                .statusCode(400)
                .body("field", equalTo("reporter"));
    }

    @Test
    void a_note_that_is_too_long_or_cannot_be_stored_is_refused() {
        // Given
        var id = reported();
        // Then
        for (var note : List.of("x".repeat(2_001), "nul \0")) {
            as("county")
                    .body(Map.of("note", note))
                    .post("/api/incidents/{id}/accept", id)
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("note"));
        }
        get("county", "/api/incidents/{id}", id).body("status", equalTo("REPORTED"));
        perform("county", id, "accept", "note", "x".repeat(2_000));
    }

    @Test
    void an_idempotency_key_that_is_too_long_is_refused() {
        as("county")
                .header("Idempotency-Key", "k".repeat(65))
                .post("/api/incidents/{id}/accept", reported())
                .then()
                .statusCode(400)
                .body("field", equalTo("Idempotency-Key"));
    }

    private long storedIncidents() {
        return pool.preparedQuery("select count(*) from incident")
                .executeAndAwait(Tuple.tuple())
                .iterator()
                .next()
                .getLong(0);
    }
}
