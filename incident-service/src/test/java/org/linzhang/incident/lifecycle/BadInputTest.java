package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.linzhang.incident.IncidentApi.as;
import static org.linzhang.incident.IncidentApi.done;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
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
class BadInputTest {

    private static final String TYPES = "https://linzhang.org/problems/";

    @Inject
    Pool pool;

    static Stream<Arguments> reports_with_one_bad_field() {
        return Stream.of(
                bad("kind", null, "kind"),
                bad("kind", "EARTHQUAKE", "kind"),
                bad("kind", "fire", "kind"),
                bad("kind", "", "kind"),
                bad("kind", 1, "kind"),
                bad("severity", null, "severity"),
                bad("severity", "BAD", "severity"),
                bad("source", "RUMOUR", "source"),
                bad("source", "SATELLITE", "source"),
                bad("description", null, "description"),
                bad("description", "", "description"),
                bad("description", " \n\t", "description"),
                bad("description", "林".repeat(2_001), "description"),
                bad("description", "nul \0", "description"),
                bad("description", Map.of("zh", "火"), "description"),
                bad("reportedAt", null, "reportedAt"),
                bad("reportedAt", "yesterday", "reportedAt"),
                bad("reportedAt", "2026-11-21 10:00", "reportedAt"),
                bad("reportedAt", Instant.now().plus(Duration.ofMinutes(11)).toString(), "reportedAt"),
                bad("reportedAt", "+292278994-08-17T07:12:55Z", "reportedAt"),
                bad("reportedAt", "-4800-01-01T00:00:00Z", "reportedAt"),
                bad("regionCode", null, "regionCode"),
                bad("regionCode", "", "regionCode"),
                bad("regionCode", "512", "regionCode"),
                bad("regionCode", "51200210020１", "regionCode"),
                bad("regionCode", List.of("512002"), "regionCode"),
                bad("position", Map.of("lat", 91, "lon", 104.65), "position.lat"),
                bad("position", Map.of("lat", -90.001, "lon", 104.65), "position.lat"),
                bad("position", Map.of("lat", 30.12, "lon", 180.5), "position.lon"),
                bad("position", Map.of("lat", 30.12, "lon", -181), "position.lon"),
                bad("position", Map.of("lat", "NaN", "lon", 104.65), "position.lat"),
                bad("position", Map.of("lat", "north", "lon", 104.65), "position.lat"),
                bad("position", Map.of("lat", 30.12), "position.lon"),
                bad("position", Map.of("lat", 46.43, "lon", 13.74), "position"),
                bad("position", Map.of("lat", 30.10, "lon", 105.33), "position"),
                bad("position", "30.12,104.65", "position"),
                bad("patrolId", "the long one", "patrolId"),
                bad("details", List.of(1, 2), "details"),
                bad("details", "none", "details"),
                bad("details", Map.of("text", "x".repeat(17_000)), "details"),
                bad("details", Map.of("text", "nul \0"), "details"));
    }

    private static Arguments bad(String name, Object value, String field) {
        return Arguments.of(name, value, field);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("reports_with_one_bad_field")
    void a_bad_field_is_named_and_nothing_is_stored(String name, Object value, String field) {
        // Given
        var id = UUID.randomUUID();
        var before = stored();
        // When
        put("ranger", id, fire(name, value))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo(TYPES + "invalid-field"))
                .body("title", notNullValue())
                .body("status", equalTo(400))
                .body("detail", notNullValue())
                .body("field", equalTo(field))
                .body("errors[0].field", equalTo(field))
                .body("errors[0].reason", notNullValue());
        // Then
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void all_bad_fields_are_named_at_once() {
        put(
                        "ranger",
                        UUID.randomUUID(),
                        fire("kind", null, "description", " ", "position", Map.of("lat", 91, "lon", 181)))
                .statusCode(400)
                .body("errors.field", hasItems("kind", "description", "position.lat", "position.lon"));
    }

    @Test
    void a_region_that_there_is_not_is_said_to_be_unknown() {
        put("admin", UUID.randomUUID(), fire("regionCode", "512002999"))
                .statusCode(400)
                .body("type", equalTo(TYPES + "unknown-region"))
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
    void an_id_that_is_no_uuid_is_refused_everywhere(String id) {
        for (var answer : List.of(
                as("county").body(fire()).put("/api/incidents/{id}", id),
                as("county").get("/api/incidents/{id}", id),
                as("county").get("/api/incidents/{id}/history", id),
                as("county").body("{}").post("/api/incidents/{id}/accept", id))) {
            answer.then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo(TYPES + "invalid-field"))
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
    void a_bad_query_parameter_is_named(String name, String value, String type) {
        as("county")
                .queryParam(name, value)
                .get("/api/incidents")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo(TYPES + type))
                .body("field", equalTo(name));
    }

    @Test
    void a_reporter_with_a_nul_in_the_name_is_refused() {
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
        done("county", id, "accept", "note", "x".repeat(2_000));
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

    private long stored() {
        return pool.preparedQuery("select count(*) from incident")
                .executeAndAwait(Tuple.tuple())
                .iterator()
                .next()
                .getLong(0);
    }
}
