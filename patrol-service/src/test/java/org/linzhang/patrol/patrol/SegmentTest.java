package org.linzhang.patrol.patrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import jakarta.inject.Inject;

import io.jenetics.jpx.GPX;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import org.linzhang.patrol.event.PatrolEvent;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class SegmentTest {

    private final Phone ranger = Phone.of("ranger");

    @Inject
    Pool database;

    @Test
    void a_segment_is_one_row_with_its_bounds_and_cells() {
        // Given
        var id = ranger.begun();

        // When
        ranger.segment(id, 7, Phone.eastwards(0, 100))
                .statusCode(201)
                .body("seq", equalTo(7))
                .body("points", equalTo(100));

        // Then
        var row = row(id);
        assertThat(row.getInteger("point_count")).isEqualTo(100);
        assertThat(row.getBuffer("points").length()).isLessThan(8 * 100);
        assertThat(row.getDouble("south")).isEqualTo(30.12);
        assertThat(row.getDouble("north")).isEqualTo(30.12);
        assertThat(row.getDouble("west")).isEqualTo(104.65);
        assertThat(row.getDouble("east")).isEqualTo(104.656166);
        assertThat(row.getOffsetDateTime("first_at").toInstant()).isEqualTo(Phone.START);
        assertThat(row.getOffsetDateTime("last_at").toInstant()).isEqualTo(Phone.START.plusSeconds(495));
        assertThat(row.getArrayOfLongs("cells")).hasSizeBetween(2, 5).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void the_same_segment_again_changes_nothing_and_another_is_a_conflict() {
        // Given
        var id = ranger.begun();
        ranger.segment(id, 0, Phone.eastwards(0, 10)).statusCode(201);

        // Then
        ranger.segment(id, 0, Phone.eastwards(0, 10)).statusCode(200).body("points", equalTo(10));
        ranger.segment(id, 0, Phone.eastwards(0, 11))
                .statusCode(409)
                .body("type", equalTo("https://linzhang.org/problems/conflicting-body"));
        ranger.segment(id, 1, Phone.eastwards(0, 10)).statusCode(201);
        assertThat(row(id).getInteger("point_count")).isEqualTo(10);
    }

    @Test
    void of_many_simultaneous_uploads_of_a_segment_one_is_stored_and_all_succeed() throws Exception {
        for (int round = 0; round < 5; round++) {
            // Given
            var id = ranger.begun();

            // When
            var statuses = PatrolTest.simultaneously(
                    8,
                    () -> ranger.segment(id, 0, Phone.eastwards(0, 500))
                            .extract()
                            .statusCode());

            // Then
            assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
            assertThat(rows(id)).hasSize(1);
        }
    }

    @Test
    void a_recording_comes_in_as_gpx_and_goes_out_as_gpx_and_geojson() throws Exception {
        // Given
        var id = ranger.begun();

        // When
        ranger.gpx(id, 0, Phone.recording()).statusCode(201).body("points", equalTo(360));
        ranger.gpx(id, 0, Phone.recording()).statusCode(200);

        // Then: another program reads the GPX
        var gpx = ranger.request()
                .accept("application/gpx+xml")
                .get("/api/patrols/" + id + "/track")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/gpx+xml"))
                .extract()
                .asByteArray();
        var points = GPX.Reader.DEFAULT
                .read(new java.io.ByteArrayInputStream(gpx))
                .tracks()
                .flatMap(io.jenetics.jpx.Track::segments)
                .flatMap(io.jenetics.jpx.TrackSegment::points)
                .toList();
        assertThat(points).hasSize(360);
        assertThat(points.getFirst().getTime()).contains(Phone.START);
        assertThat(points.getFirst().getLatitude().doubleValue()).isEqualTo(30.120394);
        assertThat(ranger.get("/api/patrols/" + id + "/track.gpx").extract().asByteArray())
                .isEqualTo(gpx);

        // Then: what went out comes in again as the same
        ranger.gpx(id, 0, gpx).statusCode(200);

        // Then
        for (var path : List.of("/track", "/track.geojson")) {
            ranger.get("/api/patrols/" + id + path)
                    .statusCode(200)
                    .contentType(startsWith("application/geo+json"))
                    .body("type", equalTo("FeatureCollection"))
                    .body("features.size()", equalTo(1))
                    .body("features[0].geometry.type", equalTo("LineString"))
                    .body("features[0].geometry.coordinates.size()", equalTo(360))
                    .body("features[0].geometry.coordinates[0][1]", equalTo(30.120394f))
                    .body("features[0].properties.seq", equalTo(0))
                    .body("features[0].properties.coordTimes.size()", equalTo(360))
                    .body("features[0].properties.coordTimes[0]", equalTo("2026-11-20T00:30:00Z"))
                    .body("features[0].properties.speeds.size()", equalTo(360))
                    .body("features[0].properties.accuracies", nullValue());
        }
        ranger.finish(id)
                .body("points", equalTo(360))
                .body("distanceMetres", greaterThan(2000f))
                .body("evidence", empty());
    }

    @Test
    void a_track_of_many_segments_goes_out_in_their_order() {
        // Given: more than are read at a time, the last of a single point
        var id = ranger.begun();
        var seqs = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 40, 100_000));
        Collections.shuffle(seqs, new Random(1));
        for (int seq : seqs) {
            ranger.segment(id, seq, Phone.eastwards(seq % 100, seq == 100_000 ? 1 : 3))
                    .statusCode(201);
        }

        // Then
        ranger.get("/api/patrols/" + id + "/track")
                .body("features.properties.seq", contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 40, 100_000))
                .body("features[10].geometry.type", equalTo("Point"))
                .body("features[10].geometry.coordinates.size()", equalTo(2));
    }

    @Test
    void a_patrol_without_a_track_has_an_empty_one() throws Exception {
        var id = ranger.begun();
        ranger.get("/api/patrols/" + id + "/track").statusCode(200).body("features", empty());
        var gpx = ranger.get("/api/patrols/" + id + "/track.gpx").extract().asByteArray();
        assertThat(GPX.Reader.DEFAULT
                        .read(new java.io.ByteArrayInputStream(gpx))
                        .getTracks())
                .hasSize(1);
    }

    @Test
    void another_format_of_a_track_is_refused() {
        var id = ranger.begun();
        ranger.request()
                .accept("text/csv")
                .get("/api/patrols/" + id + "/track")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/not-acceptable"));
        ranger.get("/api/patrols/" + id + "/track.csv").statusCode(404);
    }

    @Test
    void segments_in_any_order_and_with_repeats_come_to_the_same_summary() {
        // Given
        var random = new Random(7);
        List<Object> expected = null;
        for (int round = 0; round < 4; round++) {
            var id = ranger.begun();
            var uploads = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 0, 3, 5, 1));
            Collections.shuffle(uploads, random);
            int beforeFinish = round * 3; // some of them come behind the finish

            // When
            for (int i = 0; i < uploads.size(); i++) {
                if (i == beforeFinish) {
                    ranger.finish(id).statusCode(200);
                }
                int seq = uploads.get(i);
                ranger.segment(id, seq, Phone.eastwards(60 * seq, 60));
            }
            ranger.finish(id).statusCode(200);

            // Then
            List<Object> summary = List.copyOf(ranger.get("/api/patrols/" + id)
                    .extract()
                    .<java.util.Map<String, Object>>path("summary")
                    .values());
            expected = expected == null ? summary : expected;
            assertThat(summary).isEqualTo(expected).contains(360, 1800);
        }
    }

    @Test
    void a_late_segment_is_stored_and_renews_the_summary_once() {
        // Given
        var id = ranger.begun();
        ranger.segment(id, 1, Phone.eastwards(180, 180)).statusCode(201);
        ranger.finish(id).body("points", equalTo(180)).body("evidence.code", contains("GAP"));

        // When
        ranger.segment(id, 0, Phone.eastwards(0, 180)).statusCode(201);
        ranger.segment(id, 0, Phone.eastwards(0, 180)).statusCode(200);
        ranger.segment(id, 0, Phone.eastwards(0, 181)).statusCode(409);
        ranger.segment(id, 1, Phone.eastwards(180, 180)).statusCode(200);

        // Then
        ranger.finish(id).statusCode(200).body("points", equalTo(360)).body("evidence", empty());
        try (var probe = EventProbe.on(PatrolEvent.TOPIC)) {
            probe.awaitEvents(id.toString(), 3);
            var told = probe.settled(id.toString(), Duration.ofSeconds(2));
            assertThat(told)
                    .extracting(EventProbe.Seen::type)
                    .containsExactly(
                            "org.linzhang.patrol.begun.v1",
                            "org.linzhang.patrol.finished.v1",
                            "org.linzhang.patrol.finished.v1");
            assertThat(told.get(1).payload()).contains("\"points\":180");
            assertThat(told.get(2).payload()).contains("\"points\":360");
        }
    }

    @Test
    void no_segment_slips_between_a_finish_and_its_summary() throws Exception {
        for (int round = 0; round < 5; round++) {
            // Given
            var id = ranger.begun();
            List<Callable<Integer>> rush = new ArrayList<>();
            for (int seq = 0; seq < 8; seq++) {
                int number = seq;
                rush.add(() -> ranger.segment(id, number, Phone.eastwards(number * 40, 40))
                        .extract()
                        .statusCode());
            }
            rush.add(4, () -> ranger.finish(id).extract().statusCode() + 1);

            // When
            try (var threads = Executors.newFixedThreadPool(rush.size())) {
                for (var status : threads.invokeAll(rush)) {
                    assertThat(status.get()).isEqualTo(201);
                }
            }

            // Then
            ranger.get("/api/patrols/" + id).body("summary.points", equalTo(320));
        }
    }

    @Test
    void what_a_phone_says_of_a_point_comes_back() {
        // Given
        var id = ranger.begun();

        // When
        ranger.segment(id, 0, """
                        {"points":[
                          {"t":"2026-11-20T08:30:00.250+08:00","lat":30.1234567,"lon":104.6543214,"alt":381.26,"acc":4.44,
                           "speed":1.25,"mock":false},
                          {"t":"2026-11-20T08:29:00+08:00","lat":-30,"lon":-104.5,"acc":-1,"speed":-1,"mock":true},
                          {"t":"1901-12-13T20:45:52Z","lat":90,"lon":180,"alt":-9999999}]}""").statusCode(201);

        // Then: to 1e-6 degrees, milliseconds and tenths; iOS says -1 for unknown
        ranger.get("/api/patrols/" + id + "/track")
                .body("features[0].geometry.coordinates[0]", contains(104.654321f, 30.123457f, 381.3f))
                .body("features[0].geometry.coordinates[1]", contains(-104.5f, -30.0f))
                .body("features[0].geometry.coordinates[2]", contains(180.0f, 90.0f))
                .body(
                        "features[0].properties.coordTimes",
                        contains("2026-11-20T00:30:00.250Z", "2026-11-20T00:29:00Z", "1901-12-13T20:45:52Z"))
                .body("features[0].properties.accuracies", contains(equalTo(4.4f), nullValue(), nullValue()))
                .body("features[0].properties.speeds", contains(equalTo(1.3f), nullValue(), nullValue()))
                .body("features[0].properties.mocks", contains(false, true, false));
    }

    @Test
    void a_recording_without_times_is_stored_and_marked() {
        // Given
        var id = ranger.begun();
        var gpx = "<gpx version='1.0'><trk><trkseg><trkpt lat='30.12' lon='104.65'/>"
                + "<trkpt lat='30.13' lon='104.65'><time>1901-12-13T20:45:52.2073437Z</time></trkpt></trkseg></trk></gpx>";

        // When
        ranger.gpx(id, 0, gpx.getBytes(StandardCharsets.UTF_8)).statusCode(201);

        // Then
        ranger.finish(id)
                .body("distanceMetres", equalTo(1108.5f))
                .body("evidence.code", contains("NO_TIMES"))
                .body("evidence[0].detail", notNullValue());
        ranger.get("/api/patrols/" + id + "/track")
                .body("features[0].properties.coordTimes", contains(nullValue(), equalTo("1901-12-13T20:45:52.207Z")));
    }

    private Row row(UUID patrol) {
        return rows(patrol).getFirst();
    }

    private List<Row> rows(UUID patrol) {
        var rows = new ArrayList<Row>();
        database.preparedQuery("select * from segment where patrol_id = $1 order by seq")
                .execute(Tuple.of(patrol))
                .await()
                .atMost(Duration.ofSeconds(5))
                .forEach(rows::add);
        return rows;
    }
}
