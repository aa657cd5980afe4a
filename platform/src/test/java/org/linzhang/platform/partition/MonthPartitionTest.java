package org.linzhang.platform.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthPartitionTest {

    private static final MonthPartition NOVEMBER = new MonthPartition("segment", YearMonth.of(2026, 11));

    @Test
    void its_bounds_are_the_smallest_ids_of_the_month_and_of_the_next_one() {
        assertThat(NOVEMBER.lowerBound()).hasToString(id(1_793_491_200_000L));
        assertThat(NOVEMBER.upperBound()).hasToString(id(1_796_083_200_000L));
    }

    private static String id(long millis) {
        var hex = "%012x".formatted(millis);
        return hex.substring(0, 8) + "-" + hex.substring(8) + "-7000-8000-000000000000";
    }

    @Test
    void its_name_ends_in_the_month() {
        assertThat(NOVEMBER.name()).isEqualTo("segment_2026_11");
        assertThat(MonthPartition.ofName("segment", "segment_2026_11")).contains(NOVEMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"segment_default", "segment_2026_13", "segment_2026_1", "other_2026_11", "segment_2026_11_old"})
    void another_name_is_no_month(String name) {
        assertThat(MonthPartition.ofName("segment", name)).isEmpty();
    }
}
