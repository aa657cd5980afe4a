package org.linzhang.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class GeoJsonWriterTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long TIME = Instant.parse("2026-11-20T00:30:00.250Z").toEpochMilli();

    @Test
    void a_segment_is_a_line_string_with_arrays_of_the_other_values() throws IOException {
        assertThat(write(List.of(
                        new Point(TIME, 30_123_457, 104_654_321, 3813, 44, 13, false),
                        new Point(null, -1, 1, null, null, null, true))))
                .isEqualTo(JSON.readTree("""
                        {"type":"FeatureCollection","features":[{"type":"Feature",
                         "geometry":{"type":"LineString","coordinates":[[104.654321,30.123457,381.3],[0.000001,-0.000001]]},
                         "properties":{"seq":0,"coordTimes":["2026-11-20T00:30:00.250Z",null],
                          "accuracies":[4.4,null],"speeds":[1.3,null],"mocks":[false,true]}}]}"""));
    }

    @Test
    void a_segment_with_one_point_is_a_point_without_unknown_values() throws IOException {
        assertThat(write(List.of(new Point(TIME, 30_000_000, 104_000_000, null, null, null, false))))
                .isEqualTo(JSON.readTree("""
                        {"type":"FeatureCollection","features":[{"type":"Feature",
                         "geometry":{"type":"Point","coordinates":[104.000000,30.000000]},
                         "properties":{"seq":0,"coordTimes":["2026-11-20T00:30:00.250Z"]}}]}"""));
    }

    @Test
    void every_segment_is_a_feature() throws IOException {
        // Given
        var point = List.of(new Point(TIME, 0, 0, null, null, null, false));

        // Then
        assertThat(write().get("features")).isEmpty();
        assertThat(write(point, point, point).get("features"))
                .extracting(feature -> feature.get("properties").get("seq").asInt())
                .containsExactly(0, 1, 2);
    }

    @SafeVarargs
    private static JsonNode write(List<Point>... segments) throws IOException {
        var writer = new GeoJsonWriter();
        var out = new ByteArrayOutputStream();
        out.writeBytes(writer.head());
        for (int seq = 0; seq < segments.length; seq++) {
            out.writeBytes(writer.segment(seq, segments[seq]));
        }
        out.writeBytes(writer.tail());
        return JSON.readTree(out.toByteArray());
    }
}
