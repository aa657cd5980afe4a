package org.linzhang.patrol.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.jenetics.jpx.GPX;
import io.jenetics.jpx.Track;
import io.jenetics.jpx.TrackSegment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class TrackTest {

    private final PatrolApi ranger = PatrolApi.of("ranger");

    @Test
    void a_track_uploaded_as_gpx_is_exported_as_gpx_and_geojson() throws Exception {
        // Given
        var id = ranger.start();

        // When
        ranger.gpx(id, 0, PatrolApi.recording()).statusCode(201).body("points", equalTo(360));
        ranger.gpx(id, 0, PatrolApi.recording()).statusCode(200);

        // Then: an independent library reads the GPX
        var gpx = ranger.request()
                .accept("application/gpx+xml")
                .get("/api/patrols/" + id + "/track")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/gpx+xml"))
                .extract()
                .asByteArray();
        var points = GPX.Reader.DEFAULT
                .read(new ByteArrayInputStream(gpx))
                .tracks()
                .flatMap(Track::segments)
                .flatMap(TrackSegment::points)
                .toList();
        assertThat(points).hasSize(360);
        assertThat(points.getFirst().getTime()).contains(PatrolApi.STARTED_AT);
        assertThat(points.getFirst().getLatitude().doubleValue()).isEqualTo(30.120406);
        assertThat(ranger.get("/api/patrols/" + id + "/track.gpx").extract().asByteArray())
                .isEqualTo(gpx);

        // Then: uploading the export again is a repetition
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
                    .body("features[0].geometry.coordinates[0][1]", equalTo(30.120406f))
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
    void a_track_is_exported_in_the_order_of_its_segments() {
        // Given: more segments than one query reads, the last with a single point
        var id = ranger.start();
        var seqs = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 40, 100_000));
        Collections.shuffle(seqs, new Random(1));
        for (int seq : seqs) {
            ranger.segment(id, seq, PatrolApi.eastwards(seq % 100, seq == 100_000 ? 1 : 3))
                    .statusCode(201);
        }

        // Then
        ranger.get("/api/patrols/" + id + "/track")
                .body("features.properties.seq", contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 40, 100_000))
                .body("features[10].geometry.type", equalTo("Point"))
                .body("features[10].geometry.coordinates.size()", equalTo(2));
    }

    @Test
    void a_patrol_without_segments_has_an_empty_track() throws Exception {
        var id = ranger.start();
        ranger.get("/api/patrols/" + id + "/track").statusCode(200).body("features", empty());
        var gpx = ranger.get("/api/patrols/" + id + "/track.gpx").extract().asByteArray();
        assertThat(GPX.Reader.DEFAULT.read(new ByteArrayInputStream(gpx)).getTracks())
                .hasSize(1);
    }

    @Test
    void an_unknown_format_is_rejected() {
        var id = ranger.start();
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
    void all_values_of_a_point_are_exported() {
        // Given
        var id = ranger.start();

        // When
        ranger.segment(id, 0, """
                        {"points":[
                          {"t":"2026-11-20T08:30:00.250+08:00","lat":30.1234567,"lon":104.6543214,"alt":381.26,"acc":4.44,
                           "speed":1.25,"mock":false},
                          {"t":"2026-11-20T08:29:00+08:00","lat":-30,"lon":-104.5,"acc":-1,"speed":-1,"mock":true},
                          {"t":"1901-12-13T20:45:52Z","lat":90,"lon":180,"alt":-9999999}]}""").statusCode(201);

        // Then: with 1e-6 degrees, milliseconds and tenths; -1 is unknown
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
    void a_track_without_times_is_stored_and_found_without_times() {
        // Given
        var id = ranger.start();
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
}
