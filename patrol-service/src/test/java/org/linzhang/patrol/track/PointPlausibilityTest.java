package org.linzhang.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointPlausibilityTest {

    private static final long LATEST = Instant.parse("2026-11-21T00:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({"1000, false", "1001, true", ", false"})
    void a_point_is_inaccurate_above_100_metres(Integer decimetres, boolean expected) {
        assertThat(PointPlausibility.isInaccurate(new Point(LATEST, 0, 0, null, decimetres, null, false)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1999-12-31T23:59:59.999Z, false",
        "2000-01-01T00:00:00Z, true",
        "2026-11-21T00:00:00Z, true",
        "2026-11-21T00:00:00.001Z, false",
    })
    void a_time_is_plausible_from_the_year_2000_until_the_latest_time(Instant time, boolean expected) {
        assertThat(PointPlausibility.hasPlausibleTime(
                        new Point(time.toEpochMilli(), 0, 0, null, null, null, false), LATEST))
                .isEqualTo(expected);
    }

    @Test
    void a_point_without_a_time_has_no_plausible_time() {
        assertThat(PointPlausibility.hasPlausibleTime(new Point(null, 0, 0, null, null, null, false), LATEST))
                .isFalse();
    }
}
