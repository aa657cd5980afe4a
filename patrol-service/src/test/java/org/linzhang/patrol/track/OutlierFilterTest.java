package org.linzhang.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a straight line: the latitude of a point is its position in metres. */
class OutlierFilterTest {

    private static final int FAR_AWAY = 1_000_000;

    private final List<Integer> accepted = new ArrayList<>();
    private final List<Integer> partStarts = new ArrayList<>();
    private final OutlierFilter filter = new OutlierFilter(
            point -> point.time() != null, (from, to) -> Math.abs(to.lat() - from.lat()), (previous, point) -> {
                accepted.add(point.lat());
                if (previous == null) {
                    partStarts.add(point.lat());
                }
            });

    @ParameterizedTest
    @CsvSource({
        "2000, 100, true",
        "2000, 101, false",
        "500, 50, true", // recorders round times to a second
        "500, 51, false",
        "0, 50, true",
        "-1, 1000000, true", // a clock that was set back says nothing about the speed
    })
    void a_point_is_reachable_with_up_to_50_metres_per_second(long millis, int metres, boolean reachable) {
        // Given
        walk(0, 0, 10);

        // When
        add(9000 + millis, 9 + metres);
        filter.end();

        // Then
        assertThat(filter.outliers()).isEqualTo(reachable ? 0 : 1);
        assertThat(accepted).hasSize(reachable ? 11 : 10);
    }

    @Test
    void a_point_without_a_time_is_always_reachable() {
        // Given
        walk(0, 0, 10);

        // When
        filter.add(new Point(null, FAR_AWAY, 0, null, null, null, false));
        filter.end();

        // Then
        assertThat(filter.outliers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9})
    void up_to_nine_consecutive_unreachable_points_are_outliers(int count) {
        // When
        walk(0, 0, 10);
        walk(10, FAR_AWAY, count);
        walk(10 + count, 10, 3);
        filter.end();

        // Then
        assertThat(filter.outliers()).isEqualTo(count);
        assertThat(accepted).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(partStarts).containsExactly(0);
    }

    @Test
    void ten_consecutive_unreachable_points_are_a_break_of_the_track() {
        // When
        walk(0, 0, 10);
        walk(10, FAR_AWAY, 10);
        filter.end();

        // Then
        assertThat(filter.outliers()).isZero();
        assertThat(accepted).hasSize(20);
        assertThat(partStarts).containsExactly(0, FAR_AWAY);
    }

    @Test
    void up_to_nine_points_before_the_track_are_outliers() {
        // When
        walk(0, FAR_AWAY, 9);
        walk(9, 0, 10);
        filter.end();

        // Then
        assertThat(filter.outliers()).isEqualTo(9);
        assertThat(accepted).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(partStarts).containsExactly(0);
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 0", "2, 3, 1000000", "2, 2, 0"})
    void the_longer_part_of_a_short_track_is_kept_and_the_first_of_two_equal_ones(int first, int second, int kept) {
        // When
        walk(0, 0, first);
        walk(first, FAR_AWAY, second);
        filter.end();

        // Then
        assertThat(filter.outliers()).isEqualTo(Math.min(first, second));
        assertThat(accepted).hasSize(Math.max(first, second));
        assertThat(partStarts).containsExactly(kept);
    }

    /** One metre per second. */
    private void walk(int firstSecond, int firstMetre, int count) {
        for (int i = 0; i < count; i++) {
            add((firstSecond + i) * 1000L, firstMetre + i);
        }
    }

    private void add(long millis, int metres) {
        filter.add(new Point(millis, metres, 0, null, null, null, false));
    }
}
