package org.linzhang.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.linzhang.patrol.event.Transport;
import org.linzhang.patrol.track.TrackFinding.Code;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.region.RegionCode;

class TrackSummarizerTest {

    private static final RegionCode XIAOYAN_VILLAGE = RegionCode.of("512002100201");
    private static final RegionCode ANYUE_COUNTY = RegionCode.of("512021");
    private static final Regions REGIONS = Regions.shipped();

    @Test
    void a_walk_has_its_length_and_no_findings() {
        // Given: an hour at 1.2 m/s
        var walk = GeneratedWalk.onFoot(721);

        // When
        var summary = summarize(Transport.FOOT, walk);

        // Then: noise of 2 m on steps of 6 m makes the track longer than the walk
        assertThat(summary.distanceMetres()).isCloseTo(4320, within(700.0));
        assertThat(summary.durationSeconds()).isEqualTo(3600);
        assertThat(summary.movingSeconds()).isEqualTo(3600);
        assertThat(summary.points()).isEqualTo(721);
        assertThat(summary.excludedPoints()).isZero();
        assertThat(summary.evidence()).isEmpty();
    }

    @Test
    void a_drive_is_too_fast_for_a_patrol_on_foot_and_not_for_one_by_car() {
        // Given: 54 km/h
        var drive = new GeneratedWalk(1, 15, Duration.ofSeconds(5)).points(100);

        // Then
        var evidence = summarize(Transport.FOOT, drive).evidence();
        assertThat(evidence).extracting(TrackFinding::code).containsExactly(Code.TOO_FAST);
        assertThat(evidence.getFirst().value()).isBetween(48.0, 54.0);
        assertThat(evidence.getFirst().detail())
                .isEqualTo("median moving speed 52 km/h; the maximum for FOOT is 12 km/h");
        assertThat(summarize(Transport.CAR, drive).evidence()).isEmpty();
        assertThat(summarize(Transport.FOOT, drive).excludedPoints()).isZero();
    }

    @Test
    void six_minutes_in_a_car_are_found_in_a_patrol_of_six_hours() {
        // Given
        var walk = GeneratedWalk.onFoot(4320);
        var lift = new ArrayList<Point>();
        var from = walk.getLast();
        for (int i = 1; i <= 72; i++) {
            lift.add(at(from.time() + i * 5000L, from.lat() + i * 600, from.lon()));
        }

        // Then
        var summary = summarize(Transport.FOOT, walk, lift);
        assertThat(codes(summary)).containsExactly(Code.FAST_STRETCHES);
        assertThat(value(summary, Code.FAST_STRETCHES)).isBetween(340.0, 380.0);
    }

    @Test
    void a_run_of_one_minute_in_an_hour_is_no_finding() {
        // Given
        var walk = GeneratedWalk.onFoot(720);
        var run = new ArrayList<Point>();
        var from = walk.getLast();
        for (int i = 1; i <= 12; i++) {
            run.add(at(from.time() + i * 5000L, from.lat() + i * 200, from.lon()));
        }

        // Then
        assertThat(summarize(Transport.FOOT, walk, run).evidence()).isEmpty();
    }

    @Test
    void a_phone_on_a_table_does_not_move() {
        assertThat(summarize(Transport.FOOT, new GeneratedWalk(1, 0, Duration.ofSeconds(1)).points(3600))
                        .movingSeconds())
                .isZero();
    }

    @Test
    void mock_and_inaccurate_positions_do_not_count() {
        // Given
        var walk = GeneratedWalk.onFoot(100);
        var doubtful = new ArrayList<>(walk);
        for (int i = 20; i < 50; i++) {
            var point = walk.get(i);
            doubtful.set(
                    i,
                    new Point(
                            point.time(), point.lat() + 10_000, point.lon(), null, i < 45 ? 1001 : 50, null, i >= 45));
        }

        // When
        var summary = summarize(Transport.FOOT, doubtful);

        // Then
        assertThat(summary.points()).isEqualTo(100);
        assertThat(summary.excludedPoints()).isEqualTo(30);
        assertThat(summary.distanceMetres())
                .isLessThan(summarize(Transport.FOOT, walk).distanceMetres());
        assertThat(codes(summary)).containsExactly(Code.MOCK_POSITIONS, Code.INACCURATE);
        assertThat(value(summary, Code.MOCK_POSITIONS)).isEqualTo(5);
        assertThat(value(summary, Code.INACCURATE)).isEqualTo(25);
    }

    @Test
    void outliers_do_not_count() {
        // Given: five outliers, two of them consecutive, 11 km away
        var walk = GeneratedWalk.onFoot(100);
        var withOutliers = new ArrayList<>(walk);
        for (int i : new int[] {0, 30, 31, 60, 99}) {
            var point = walk.get(i);
            withOutliers.set(i, at(point.time(), point.lat() + 100_000, point.lon()));
        }

        // When
        var summary = summarize(Transport.FOOT, withOutliers);

        // Then
        assertThat(summary.excludedPoints()).isEqualTo(5);
        assertThat(codes(summary)).containsExactly(Code.JUMPS);
        assertThat(summary.distanceMetres())
                .isCloseTo(summarize(Transport.FOOT, walk).distanceMetres(), within(50.0));
    }

    @Test
    void both_parts_of_a_broken_track_count_without_the_distance_between_them() {
        // Given: a walk, and one second later another one 111 km away
        var walk = GeneratedWalk.onFoot(300);
        var elsewhere = new ArrayList<Point>();
        for (var point : walk) {
            elsewhere.add(at(
                    walk.getLast().time()
                            + 1000
                            + point.time()
                            - walk.getFirst().time(),
                    point.lat() + 1_000_000,
                    point.lon()));
        }

        // When
        var summary = summarize(Transport.FOOT, walk, elsewhere);

        // Then
        assertThat(summary.excludedPoints()).isZero();
        assertThat(summary.distanceMetres())
                .isCloseTo(2 * summarize(Transport.FOOT, walk).distanceMetres(), within(20.0));
        assertThat(codes(summary)).contains(Code.OUTSIDE_REGION).doesNotContain(Code.TOO_FAST);
    }

    @Test
    void a_track_with_the_same_wrong_time_at_each_point_has_its_length() {
        // Given: each point has the same time in 1901, as in a real recording
        var wrongTime = Instant.parse("1901-12-13T20:45:52.207Z").toEpochMilli();
        var walk = GeneratedWalk.onFoot(200).stream()
                .map(point -> at(wrongTime, point.lat(), point.lon()))
                .toList();

        // When
        var summary = summarize(Transport.FOOT, walk);

        // Then
        assertThat(summary.distanceMetres()).isGreaterThan(1000);
        assertThat(summary.movingSeconds()).isZero();
        assertThat(summary.excludedPoints()).isZero();
        assertThat(codes(summary)).containsExactly(Code.NO_TIMES);
        assertThat(value(summary, Code.NO_TIMES)).isEqualTo(200);
    }

    @Test
    void a_track_without_times_has_its_length() {
        // Given
        var walk = GeneratedWalk.onFoot(200).stream()
                .map(point -> new Point(null, point.lat(), point.lon(), null, null, null, false))
                .toList();

        // When
        var summary = summarize(Transport.FOOT, walk);

        // Then
        assertThat(summary.distanceMetres()).isGreaterThan(1000);
        assertThat(codes(summary)).containsExactly(Code.NO_TIMES);
    }

    @Test
    void a_clock_that_was_set_back_is_found() {
        // Given
        var walk = GeneratedWalk.onFoot(400);
        var setBack = new ArrayList<>(walk.subList(0, 200));
        walk.subList(200, 400).forEach(point -> setBack.add(at(point.time() - 600_000, point.lat(), point.lon())));

        // When
        var summary = summarize(Transport.FOOT, setBack);

        // Then
        assertThat(codes(summary)).containsExactly(Code.TIMES_DISORDERED);
        assertThat(summary.movingSeconds()).isEqualTo(summary.durationSeconds());
        assertThat(summary.excludedPoints()).isZero();
    }

    @Test
    void a_track_of_another_day_is_found() {
        // Given
        var walk = GeneratedWalk.onFoot(200);
        var summarizer =
                summarizer(Transport.FOOT, XIAOYAN_VILLAGE, GeneratedWalk.START.plus(Duration.ofDays(3)), 1000);

        // When
        summarizer.add(walk);

        // Then
        assertThat(codes(summarizer.summary())).containsExactly(Code.OUTSIDE_PERIOD);
    }

    @Test
    void a_track_in_another_county_is_found() {
        // Given
        var summarizer = summarizer(Transport.FOOT, ANYUE_COUNTY, GeneratedWalk.START, 1000);

        // When
        summarizer.add(GeneratedWalk.onFoot(200));

        // Then
        var evidence = summarizer.summary().evidence();
        assertThat(evidence).extracting(TrackFinding::code).containsExactly(Code.OUTSIDE_REGION);
        assertThat(evidence.getFirst().detail()).isEqualTo("200 of 200 positions are outside 安岳县");
    }

    @Test
    void half_an_hour_without_positions_is_found_at_the_start_in_the_middle_and_at_the_end() {
        // Given
        var walk = GeneratedWalk.onFoot(1440);
        var late = walk.subList(360, 1440);
        var early = walk.subList(0, 1080);
        var broken = List.of(walk.subList(0, 500), walk.subList(860, 1440));

        // Then
        for (var parts : List.of(List.of(late), List.of(early), broken)) {
            var summarizer = summarizer(Transport.FOOT, XIAOYAN_VILLAGE, GeneratedWalk.START, 7195);
            parts.forEach(summarizer::add);
            var summary = summarizer.summary();
            assertThat(codes(summary)).containsExactly(Code.GAP);
            assertThat(value(summary, Code.GAP)).isBetween(1795.0, 1810.0);
        }
    }

    @Test
    void a_patrol_without_a_track_is_found() {
        // When
        var summary = summarize(Transport.FOOT, List.of());

        // Then
        assertThat(summary.points()).isZero();
        assertThat(summary.distanceMetres()).isZero();
        assertThat(codes(summary)).containsExactly(Code.NO_TRACK);
    }

    @ParameterizedTest
    @CsvSource({"900, false", "901, true"})
    void a_period_of_more_than_15_minutes_without_positions_is_a_gap(int seconds, boolean found) {
        // Given: one position at the start, one after the period
        var start = GeneratedWalk.START;
        var summarizer = summarizer(Transport.FOOT, XIAOYAN_VILLAGE, start, seconds);

        // When
        summarizer.add(List.of(here(start), here(start.plusSeconds(seconds))));

        // Then
        var summary = summarizer.summary();
        assertThat(codes(summary)).isEqualTo(found ? List.of(Code.GAP) : List.of());
        if (found) {
            assertThat(summary.evidence().getFirst().detail()).isEqualTo("nothing was recorded for 15 min");
        }
    }

    @ParameterizedTest
    @CsvSource({"-600000, false", "-600001, true", "1200000, false", "1200001, true"})
    void a_position_more_than_ten_minutes_before_the_start_or_after_the_finish_is_found(long millis, boolean found) {
        // Given: a patrol of ten minutes
        var summarizer = summarizer(Transport.FOOT, XIAOYAN_VILLAGE, GeneratedWalk.START, 600);

        // When
        summarizer.add(List.of(here(GeneratedWalk.START.plusMillis(millis))));

        // Then
        assertThat(codes(summarizer.summary()).contains(Code.OUTSIDE_PERIOD)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true"})
    void inaccurate_positions_are_found_from_a_fifth_of_all_on(int count, boolean found) {
        // Given
        var points = new ArrayList<>(GeneratedWalk.onFoot(10));
        for (int i = 0; i < count; i++) {
            var point = points.get(i);
            points.set(i, new Point(point.time(), point.lat(), point.lon(), null, 1001, null, false));
        }

        // Then
        assertThat(codes(summarize(Transport.FOOT, points)).contains(Code.INACCURATE))
                .isEqualTo(found);
    }

    @Test
    void a_patrol_of_a_whole_city_may_be_in_any_of_its_counties() {
        // Given
        var inCity = summarizer(Transport.FOOT, RegionCode.of("5120"), GeneratedWalk.START, 1000);

        // When
        inCity.add(GeneratedWalk.onFoot(200));

        // Then
        assertThat(codes(inCity.summary())).isEmpty();
    }

    @SafeVarargs
    private static Summary summarize(Transport transport, List<Point>... segments) {
        long end = GeneratedWalk.START.toEpochMilli();
        for (var segment : segments) {
            for (var point : segment) {
                end = Math.max(end, point.time() == null ? 0 : point.time());
            }
        }
        var summarizer = summarizer(
                transport, XIAOYAN_VILLAGE, GeneratedWalk.START, (end - GeneratedWalk.START.toEpochMilli()) / 1000);
        List.of(segments).forEach(summarizer::add);
        return summarizer.summary();
    }

    private static TrackSummarizer summarizer(Transport transport, RegionCode region, Instant start, long seconds) {
        return new TrackSummarizer(transport, region, start, start.plusSeconds(seconds), REGIONS);
    }

    private static Point at(long time, int lat, int lon) {
        return new Point(time, lat, lon, null, null, null, false);
    }

    private static Point here(Instant time) {
        return at(time.toEpochMilli(), 30_120_000, 104_650_000);
    }

    private static List<Code> codes(Summary summary) {
        return summary.evidence().stream().map(TrackFinding::code).toList();
    }

    private static double value(Summary summary, Code code) {
        return summary.evidence().stream()
                .filter(finding -> finding.code() == code)
                .findFirst()
                .orElseThrow()
                .value();
    }
}
