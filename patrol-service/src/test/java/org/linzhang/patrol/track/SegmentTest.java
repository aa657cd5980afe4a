package org.linzhang.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class SegmentTest {

    private static final Instant TIME = Instant.parse("2026-11-20T00:30:00Z");

    @Test
    void a_segment_has_the_bounds_of_its_points() {
        // When
        var segment = segment(
                point(TIME.plusSeconds(9), 30_100_000, 104_600_000),
                point(TIME, 30_200_000, 104_500_000),
                point(null, 30_000_000, 104_700_000));

        // Then
        assertThat(segment.pointCount()).isEqualTo(3);
        assertThat(segment.firstAt()).isEqualTo(TIME);
        assertThat(segment.lastAt()).isEqualTo(TIME.plusSeconds(9));
        assertThat(segment.south()).isEqualTo(30.0);
        assertThat(segment.north()).isEqualTo(30.2);
        assertThat(segment.west()).isEqualTo(104.5);
        assertThat(segment.east()).isEqualTo(104.7);
        assertThat(PointCodec.decode(segment.points())).hasSize(3);
    }

    @Test
    void a_segment_without_times_has_none() {
        // When
        var segment = segment(point(null, 0, 0));

        // Then
        assertThat(segment.firstAt()).isNull();
        assertThat(segment.lastAt()).isNull();
    }

    @Test
    void mock_and_inaccurate_points_cover_no_cells() {
        // Given
        var inaccurate = new Point(null, 31_000_000, 104_000_000, null, 1001, null, false);
        var mock = new Point(null, 32_000_000, 104_000_000, null, null, null, true);

        // Then: each cell once, ascending
        var cells = segment(
                        point(TIME, 30_000_000, 104_000_000),
                        point(TIME, 29_000_000, 104_000_000),
                        point(TIME, 30_000_001, 104_000_000),
                        inaccurate,
                        mock)
                .cells();
        assertThat(cells).hasSize(2).isSorted();
        assertThat(segment(inaccurate, mock).cells()).isEmpty();
    }

    private static Segment segment(Point... points) {
        return new Segment(new UUID(1, 2), 3, List.of(points), TIME);
    }

    private static Point point(Instant time, int lat, int lon) {
        return new Point(time == null ? null : time.toEpochMilli(), lat, lon, null, null, null, false);
    }
}
