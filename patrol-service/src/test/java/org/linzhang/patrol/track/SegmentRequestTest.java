package org.linzhang.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.linzhang.patrol.track.SegmentRequest.JsonPoint;
import org.linzhang.platform.problem.InvalidField;

class SegmentRequestTest {

    private static final String TIME = "2026-11-20T08:30:00.250+08:00";
    private static final long MILLIS = Instant.parse("2026-11-20T00:30:00.250Z").toEpochMilli();

    @Test
    void all_values_are_read() {
        assertThat(points(new JsonPoint(TIME, 30.1234567, 104.6543214, 381.26, 4.44, 1.25, true)))
                .containsExactly(new Point(MILLIS, 30_123_457, 104_654_321, 3813, 44, 13, true));
    }

    @Test
    void only_time_and_position_are_required() {
        assertThat(points(new JsonPoint(TIME, -90.0, 180.0, null, null, null, null)))
                .containsExactly(new Point(MILLIS, -90_000_000, 180_000_000, null, null, null, false));
    }

    @Test
    void values_that_a_phone_writes_for_unknown_are_unknown() {
        assertThat(points(
                        new JsonPoint(TIME, 0.0, 0.0, -9_999_999.0, -1.0, -1.0, false),
                        new JsonPoint(TIME, 0.0, 0.0, Double.NaN, Double.NaN, Double.NaN, false),
                        new JsonPoint(TIME, 0.0, 0.0, 1_000_000.0, 0.0, 0.0, false)))
                .containsExactly(
                        new Point(MILLIS, 0, 0, null, null, null, false),
                        new Point(MILLIS, 0, 0, null, null, null, false),
                        new Point(MILLIS, 0, 0, 10_000_000, 0, 0, false));
    }

    @Test
    void too_large_an_accuracy_radius_stays_inaccurate() {
        assertThat(points(new JsonPoint(TIME, 0.0, 0.0, null, 1e12, null, false)))
                .allMatch(PointPlausibility::isInaccurate);
    }

    @Test
    void the_first_invalid_point_and_field_are_named() {
        var valid = new JsonPoint(TIME, 30.0, 104.0, null, null, null, null);
        assertRejected("points", (JsonPoint[]) null);
        assertRejected("points");
        assertRejected("points[1]", valid, null);
        assertRejected("points[1].t", valid, new JsonPoint("noon", 30.0, 104.0, null, null, null, null));
        assertRejected("points[0].t", new JsonPoint(null, 30.0, 104.0, null, null, null, null));
        assertRejected("points[0].t", new JsonPoint("2026-11-20T08:30:00", 30.0, 104.0, null, null, null, null));
        assertRejected("points[0].lat", new JsonPoint(TIME, 90.000001, 104.0, null, null, null, null));
        assertRejected("points[0].lat", new JsonPoint(TIME, Double.NaN, 104.0, null, null, null, null));
        assertRejected("points[0].lon", new JsonPoint(TIME, 30.0, -180.000001, null, null, null, null));
        assertRejected("points[0].lon", new JsonPoint(TIME, 30.0, null, null, null, null, null));
    }

    @Test
    void more_than_2000_points_are_rejected() {
        var valid = new JsonPoint(TIME, 30.0, 104.0, null, null, null, null);
        assertThat(new SegmentRequest(Collections.nCopies(2000, valid)).toPoints())
                .hasSize(2000);
        assertThatExceptionOfType(InvalidField.class)
                .isThrownBy(() -> new SegmentRequest(Collections.nCopies(2001, valid)).toPoints());
    }

    private static List<Point> points(JsonPoint... points) {
        return new SegmentRequest(Arrays.asList(points)).toPoints();
    }

    private static void assertRejected(String field, JsonPoint... points) {
        assertThatExceptionOfType(InvalidField.class)
                .isThrownBy(() -> new SegmentRequest(points == null ? null : Arrays.asList(points)).toPoints())
                .satisfies(problem -> assertThat(problem.field()).isEqualTo(field));
    }
}
