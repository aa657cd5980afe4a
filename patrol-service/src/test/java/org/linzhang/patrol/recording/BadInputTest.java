package org.linzhang.patrol.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class BadInputTest {

    private static final String PROBLEM_TYPES = "https://linzhang.org/problems/";

    private final PatrolApi ranger = PatrolApi.of("ranger");

    @Inject
    Database database;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                                    | malformed-json |",
                "[]                                                                                   | malformed-json |",
                "{\"regionCode\":\"512002100201\",\"startedAt\":\"2026-11-20T08:30:00+08:00\"}         | invalid-field  | kind",
                "{\"kind\":\"WALK\",\"regionCode\":\"512002100201\",\"startedAt\":\"2026-11-20T08:30:00Z\"} | invalid-field | kind",
                "{\"kind\":1,\"regionCode\":\"512002100201\",\"startedAt\":\"2026-11-20T08:30:00Z\"}  | invalid-field  | kind",
                "{\"kind\":\"FIRE\",\"startedAt\":\"2026-11-20T08:30:00Z\"}                            | invalid-field  | regionCode",
                "{\"kind\":\"FIRE\",\"regionCode\":\"51200\",\"startedAt\":\"2026-11-20T08:30:00Z\"}   | invalid-field  | regionCode",
                "{\"kind\":\"FIRE\",\"regionCode\":\"512002999\",\"startedAt\":\"2026-11-20T08:30:00Z\"} | unknown-region | regionCode",
                "{\"kind\":\"FIRE\",\"regionCode\":\"512002100201\"}                                  | invalid-field  | startedAt",
                "{\"kind\":\"FIRE\",\"regionCode\":\"512002100201\",\"startedAt\":\"yesterday\"}        | invalid-field  | startedAt",
                "{\"kind\":\"FIRE\",\"regionCode\":\"512002100201\",\"startedAt\":\"2999-01-01T00:00:00Z\"} | invalid-field | startedAt",
                "{\"kind\":\"FIRE\",\"regionCode\":\"512002100201\",\"startedAt\":\"0001-01-01T00:00:00Z\"} | invalid-field | startedAt",
                "{\"kind\":\"FIRE\",\"regionCode\":\"512002100201\",\"startedAt\":\"2026-11-20T08:30:00Z\",\"transport\":\"TANK\"} | invalid-field | transport",
                "{\"kind\":\"FIRE\",\"regionCode\":\"512002100201\",\"startedAt\":\"2026-11-20T08:30:00Z\",\"transport\":\"UNKNOWN\"} | invalid-field | transport",
                "{\"kind\":\"FIRE\",\"regionCode\":\"512002100201\",\"startedAt\":\"2026-11-20T08:30:00Z\",\"taskId\":\"x\"} | invalid-field | taskId",
                "{\"kind\":\"FIRE\",\"regionCode\":\"512002100201\",\"startedAt\":\"2026-11-20T08:30:00Z\",\"companions\":\"x\"} | invalid-field | companions",
            })
    void an_invalid_start_is_rejected(String body, String type, String field) {
        // Given
        var id = UUID.randomUUID();

        // Then
        assertRejected(ranger.start(id, body), type, field);
        assertThat(database.patrols(id)).isEmpty();
    }

    @Test
    void a_name_that_the_database_cannot_store_is_rejected() {
        for (var name : List.of("\\u0000", "\\ud83c")) {
            var response = ranger.start(
                            UUID.randomUUID(), PatrolApi.START_BODY.replace("}", ",\"companions\":[\"" + name + "\"]}"))
                    .statusCode(400)
                    .extract();
            assertThat(response.<String>path("field")).startsWith("companions[0]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void a_missing_body_is_named(String body) {
        var id = ranger.start();
        assertRejected(ranger.start(UUID.randomUUID(), body), "invalid-field", "body");
        assertRejected(ranger.segment(id, 0, body), "invalid-field", "body");
        assertRejected(ranger.finish(id, body), "invalid-field", "body");
    }

    @Test
    void a_companion_without_a_name_is_named_by_index() {
        var response = ranger.start(
                        UUID.randomUUID(), PatrolApi.START_BODY.replace("}", ",\"companions\":[\"a\",\" \"]}"))
                .statusCode(400)
                .extract();
        assertThat(response.<String>path("field")).startsWith("companions[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                              | points",
                "{\"points\":null}                                               | points",
                "{\"points\":[]}                                                 | points",
                "{\"points\":[null]}                                             | points[0]",
                "{\"points\":[P,{\"lat\":30,\"lon\":104}]}                       | points[1].t",
                "{\"points\":[P,P,{\"t\":\"noon\",\"lat\":30,\"lon\":104}]}      | points[2].t",
                "{\"points\":[{\"t\":\"2026-11-20T08:30:00\",\"lat\":30,\"lon\":104}]} | points[0].t",
                "{\"points\":[P,P,P,{\"t\":\"2026-11-20T08:30:00Z\",\"lat\":90.5,\"lon\":104}]} | points[3].lat",
                "{\"points\":[{\"t\":\"2026-11-20T08:30:00Z\",\"lat\":\"north\",\"lon\":104}]} | points[0].lat",
                "{\"points\":[{\"t\":\"2026-11-20T08:30:00Z\",\"lat\":30,\"lon\":180.1}]} | points[0].lon",
                "{\"points\":[{\"t\":\"2026-11-20T08:30:00Z\",\"lat\":30}]}      | points[0].lon",
                "{\"points\":[{\"t\":\"2026-11-20T08:30:00Z\",\"lat\":30,\"lon\":104,\"mock\":\"perhaps\"}]} | points[0].mock",
            })
    void an_invalid_segment_is_rejected(String body, String field) {
        // Given
        var id = ranger.start();

        // Then
        var points = body.replace("P", "{\"t\":\"2026-11-20T08:30:00Z\",\"lat\":30,\"lon\":104}");
        assertRejected(ranger.segment(id, 0, points), "invalid-field", field);
        assertThat(database.segments(id)).isEmpty();
    }

    @Test
    void a_segment_holds_2000_points_and_no_more() {
        // Given
        var id = ranger.start();

        // Then
        ranger.segment(id, 0, PatrolApi.eastwards(0, 2000)).statusCode(201);
        assertRejected(ranger.segment(id, 1, PatrolApi.eastwards(0, 2001)), "invalid-field", "points");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 100_001})
    void a_segment_number_out_of_range_is_rejected(int seq) {
        assertRejected(ranger.segment(ranger.start(), seq, PatrolApi.eastwards(0, 2)), "invalid-field", "seq");
    }

    @Test
    void an_unknown_patrol_is_not_found() {
        var id = UUID.randomUUID();
        ranger.segment(id, 0, PatrolApi.eastwards(0, 2))
                .statusCode(404)
                .body("type", equalTo(PROBLEM_TYPES + "not-found"));
        ranger.finish(id).statusCode(404);
        ranger.get("/api/patrols/" + id).statusCode(404);
        ranger.get("/api/patrols/" + id + "/track").statusCode(404);
        ranger.get("/api/patrols/no-id").statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                        | finishedAt",
                "{\"finishedAt\":\"late\"}                 | finishedAt",
                "{\"finishedAt\":\"2026-11-20T00:29:59Z\"} | finishedAt",
                "{\"finishedAt\":\"2999-01-01T00:00:00Z\"} | finishedAt",
            })
    void an_invalid_finish_is_rejected(String body, String field) {
        // Given
        var id = ranger.start();

        // Then
        assertRejected(ranger.finish(id, body), "invalid-field", field);
        ranger.get("/api/patrols/" + id).body("finishedAt", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "region=51200, region, invalid-field",
        "region=99, region, unknown-region",
        "kind=WALK, kind, invalid-field",
        "from=then, from, invalid-field",
        "to=2026-13-01, to, invalid-field",
        "person=%00, person, invalid-field",
        "cursor=abc, cursor, invalid-field",
        "cursor=%FF, cursor, invalid-field",
        "limit=0, limit, invalid-field",
        "limit=201, limit, invalid-field",
        "limit=many, limit, invalid-field",
    })
    void an_invalid_filter_is_rejected(String query, String field, String type) {
        assertRejected(
                ranger.request()
                        .urlEncodingEnabled(false)
                        .get("/api/patrols?" + query)
                        .then(),
                type,
                field);
    }

    @Test
    void a_body_that_is_not_gpx_is_rejected() {
        // Given
        var id = ranger.start();
        var entityBomb = "<!DOCTYPE gpx [<!ENTITY a 'boom'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
                + "<gpx><trk><trkseg><trkpt lat='1' lon='1'><time>&b;</time></trkpt></trkseg></trk></gpx>";

        // Then
        assertRejected(ranger.gpx(id, 0, bytes(entityBomb)), "malformed-gpx", null);
        assertRejected(ranger.gpx(id, 0, bytes("<gpx><trk>")), "malformed-gpx", null);
        assertRejected(ranger.gpx(id, 0, bytes("")), "malformed-gpx", null);
        assertRejected(ranger.gpx(id, 0, bytes("<gpx/>")), "invalid-field", "points");
        assertRejected(
                ranger.gpx(id, 0, bytes("<gpx><trkpt lat='91' lon='1'/></gpx>")), "invalid-field", "points[0].lat");
        assertThat(database.segments(id)).isEmpty();
    }

    @Test
    void another_media_type_or_method_is_rejected() {
        var path = "/api/patrols/" + ranger.start();
        ranger.request()
                .contentType("text/csv")
                .body("1,2")
                .put(path + "/segments/0")
                .then()
                .statusCode(415)
                .body("type", equalTo(PROBLEM_TYPES + "unsupported-media-type"));
        ranger.request()
                .delete(path)
                .then()
                .statusCode(405)
                .body("type", equalTo(PROBLEM_TYPES + "method-not-allowed"));
    }

    @Test
    void a_body_larger_than_one_mebibyte_is_rejected() {
        // Given
        var id = ranger.start();
        var tooLarge = PatrolApi.eastwards(0, 10).replace("]}", "]," + " ".repeat(1 << 20) + "\"x\":1}");

        // Then
        ranger.segment(id, 0, tooLarge)
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo(PROBLEM_TYPES + "body-too-large"));
        assertThat(database.segments(id)).isEmpty();
    }

    private static void assertRejected(ValidatableResponse response, String type, String field) {
        response.statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo(PROBLEM_TYPES + type))
                .body("field", equalTo(field))
                .body("detail", notNullValue())
                .body("requestId", notNullValue());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
