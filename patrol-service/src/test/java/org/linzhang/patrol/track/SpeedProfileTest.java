package org.linzhang.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.linzhang.patrol.event.Transport;
import org.linzhang.patrol.track.TrackFinding.Code;

/** On a straight line: the latitude of a point is its position in centimetres. */
class SpeedProfileTest {

    private SpeedProfile profile = profile(Transport.FOOT);
    private long millis;
    private double metres;

    @ParameterizedTest
    @CsvSource({"0.99, 0", "1.01, 60", "5, 60"})
    void a_patrol_moves_above_one_kilometre_per_hour(double speed, int movingSeconds) {
        // When
        travel(speed, 60);
        profile.endInterval();

        // Then
        assertThat(profile.movingSeconds()).isEqualTo(movingSeconds);
    }

    @Test
    void the_noise_of_positions_is_no_movement() {
        // When: 3 m to and fro every second
        for (int i = 0; i < 60; i++) {
            profile.add(point(i * 1000L, i % 2 * 300));
        }
        profile.endInterval();

        // Then
        assertThat(profile.movingSeconds()).isZero();
    }

    @Test
    void a_break_is_no_movement() {
        // Given
        travel(5, 60);

        // When: a break of ten minutes
        profile.endInterval();
        millis += 600_000;
        metres += 10_000;
        travel(5, 60);
        profile.endInterval();

        // Then
        assertThat(profile.movingSeconds()).isEqualTo(120);
        assertThat(profile.tooFast()).isEmpty();
    }

    @Test
    void the_time_before_a_clock_is_set_back_counts() {
        // Given
        travel(5, 40);

        // When
        millis -= 3_600_000;
        travel(5, 40);
        profile.endInterval();

        // Then
        assertThat(profile.movingSeconds()).isEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource({"13, 59, false", "13, 60, true", "11.9, 600, false", "12.1, 600, true"})
    void a_patrol_is_too_fast_after_one_minute_above_the_maximum_speed(double speed, int seconds, boolean found) {
        // When
        travel(speed, seconds);
        profile.endInterval();

        // Then
        assertThat(profile.tooFast().map(TrackFinding::code).equals(Optional.of(Code.TOO_FAST)))
                .isEqualTo(found);
    }

    @Test
    void the_finding_too_fast_has_the_median_speed() {
        // When
        travel(5, 60);
        travel(40.5, 120);
        profile.endInterval();

        // Then
        assertThat(profile.tooFast()).hasValueSatisfying(finding -> {
            assertThat(finding.code()).isEqualTo(Code.TOO_FAST);
            assertThat(finding.value()).isEqualTo(40);
            assertThat(finding.detail()).isEqualTo("median moving speed 40 km/h; the maximum for FOOT is 12 km/h");
        });
    }

    @Test
    void half_of_the_moving_time_above_the_maximum_speed_is_too_fast_and_less_is_not() {
        // When
        travel(5, 300);
        travel(20, 300);
        profile.endInterval();

        // Then
        assertThat(profile.tooFast()).map(TrackFinding::code).contains(Code.TOO_FAST);

        // When
        profile = profile(Transport.FOOT);
        travel(5, 330);
        travel(20, 300);
        profile.endInterval();

        // Then
        assertThat(profile.tooFast()).hasValueSatisfying(finding -> {
            assertThat(finding.code()).isEqualTo(Code.FAST_STRETCHES);
            assertThat(finding.value()).isCloseTo(300, within(1.0));
            assertThat(finding.detail()).isEqualTo("5 of 11 moving minutes above 12 km/h, the maximum for FOOT");
        });
    }

    @ParameterizedTest
    @CsvSource({"90, false", "120, true"})
    void fast_stretches_are_found_from_two_minutes_on(int seconds, boolean found) {
        // When
        travel(5, 600);
        travel(20, seconds);
        profile.endInterval();

        // Then
        assertThat(profile.tooFast().isPresent()).isEqualTo(found);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void every_transport_has_a_maximum_speed_that_a_jet_exceeds(Transport transport) {
        // Given
        profile = profile(transport);

        // When
        travel(700, 120);
        profile.endInterval();

        // Then: speeds above 200 km/h count as 200
        assertThat(profile.tooFast()).map(TrackFinding::value).contains(200.0);
    }

    private static SpeedProfile profile(Transport transport) {
        return new SpeedProfile(transport, (from, to) -> Math.abs(to.lat() - from.lat()) / 100.0);
    }

    /** A point at the start and then every second. */
    private void travel(double kilometresPerHour, int seconds) {
        profile.add(point(millis, metres * 100));
        for (int i = 0; i < seconds; i++) {
            millis += 1000;
            metres += kilometresPerHour / 3.6;
            profile.add(point(millis, metres * 100));
        }
    }

    private static Point point(long millis, double centimetres) {
        return new Point(millis, (int) Math.round(centimetres), 0, null, null, null, false);
    }
}
