package org.linzhang.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.linzhang.patrol.event.Transport;
import org.linzhang.patrol.track.TrackFinding.Code;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.region.Regions;

class TrackSummarizerTest {

    private static final RegionCode XIAOYAN_VILLAGE = RegionCode.of("512002100201");
    private static final RegionCode ANYUE_COUNTY = RegionCode.of("512021");
    private static final Regions REGIONS = Regions.shipped();

    @Test
    void an_honest_walk_has_its_length_and_nothing_against_it() {
        // Given: an hour at 1.2 m/s
        var walk = GeneratedWalk.onFoot(721);

        // When
        var summary = sumUp(Transport.FOOT, walk);

        // Then: jitter of 2 m on steps of 6 m makes a track longer than the walk
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
        var evidence = sumUp(Transport.FOOT, drive).evidence();
        assertThat(evidence).extracting(TrackFinding::code).containsExactly(Code.TOO_FAST);
        assertThat(evidence.getFirst().value()).isBetween(48.0, 54.0);
        assertThat(evidence.getFirst().detail()).isEqualTo("median 52 km/h under way; FOOT keeps up 12 km/h at most");
        assertThat(sumUp(Transport.CAR, drive).evidence()).isEmpty();
        assertThat(sumUp(Transport.FOOT, drive).excludedPoints()).isZero();
    }

    @Test
    void a_lift_of_six_minutes_shows_in_a_patrol_of_six_hours() {
        // Given
        var walk = GeneratedWalk.onFoot(4320);
        var lift = new ArrayList<Point>();
        var from = walk.getLast();
        for (int i = 1; i <= 72; i++) {
            lift.add(at(from.time() + i * 5000L, from.lat() + i * 600, from.lon()));
        }

        // Then
        var summary = sumUp(Transport.FOOT, walk, lift);
        assertThat(codes(summary)).containsExactly(Code.FAST_STRETCHES);
        assertThat(value(summary, Code.FAST_STRETCHES)).isBetween(340.0, 380.0);
    }

    @Test
    void a_run_of_a_minute_in_an_hour_is_no_evidence() {
        // Given
        var walk = GeneratedWalk.onFoot(720);
        var run = new ArrayList<Point>();
        var from = walk.getLast();
        for (int i = 1; i <= 12; i++) {
            run.add(at(from.time() + i * 5000L, from.lat() + i * 200, from.lon()));
        }

        // Then
        assertThat(sumUp(Transport.FOOT, walk, run).evidence()).isEmpty();
    }

    @Test
    void a_phone_that_lies_on_a_table_does_not_move() {
        assertThat(sumUp(Transport.FOOT, new GeneratedWalk(1, 0, Duration.ofSeconds(1)).points(3600))
                        .movingSeconds())
                .isZero();
    }

    @Test
    void made_up_and_inaccurate_positions_do_not_count() {
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
        var summary = sumUp(Transport.FOOT, doubtful);

        // Then
        assertThat(summary.points()).isEqualTo(100);
        assertThat(summary.excludedPoints()).isEqualTo(30);
        assertThat(summary.distanceMetres())
                .isLessThan(sumUp(Transport.FOOT, walk).distanceMetres());
        assertThat(codes(summary)).containsExactly(Code.MOCK_POSITIONS, Code.INACCURATE);
        assertThat(value(summary, Code.MOCK_POSITIONS)).isEqualTo(5);
        assertThat(value(summary, Code.INACCURATE)).isEqualTo(25);
    }

    @Test
    void positions_that_cannot_be_reached_do_not_count() {
        // Given: two stray positions in a row, 11 km away
        var walk = GeneratedWalk.onFoot(100);
        var stray = new ArrayList<>(walk);
        for (int i : new int[] {0, 30, 31, 60, 99}) {
            var point = walk.get(i);
            stray.set(i, at(point.time(), point.lat() + 100_000, point.lon()));
        }

        // When
        var summary = sumUp(Transport.FOOT, stray);

        // Then
        assertThat(summary.excludedPoints()).isEqualTo(5);
        assertThat(codes(summary)).containsExactly(Code.JUMPS);
        assertThat(summary.distanceMetres())
                .isCloseTo(sumUp(Transport.FOOT, walk).distanceMetres(), within(50.0));
    }

    @Test
    void a_track_that_really_breaks_keeps_both_parts_and_walks_no_leg_between() {
        // Given: an hour's walk, and a second later another one 111 km away
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
        var summary = sumUp(Transport.FOOT, walk, elsewhere);

        // Then
        assertThat(summary.excludedPoints()).isZero();
        assertThat(summary.distanceMetres())
                .isCloseTo(2 * sumUp(Transport.FOOT, walk).distanceMetres(), within(20.0));
        assertThat(codes(summary)).contains(Code.OUTSIDE_REGION).doesNotContain(Code.TOO_FAST);
    }

    @Test
    void a_recorder_that_lost_its_clock_still_has_walked() {
        // Given: each point says the same moment of 1901, as a real recording does
        var lost = Instant.parse("1901-12-13T20:45:52.207Z").toEpochMilli();
        var walk = GeneratedWalk.onFoot(200).stream()
                .map(point -> at(lost, point.lat(), point.lon()))
                .toList();

        // When
        var summary = sumUp(Transport.FOOT, walk);

        // Then
        assertThat(summary.distanceMetres()).isGreaterThan(1000);
        assertThat(summary.movingSeconds()).isZero();
        assertThat(summary.excludedPoints()).isZero();
        assertThat(codes(summary)).containsExactly(Code.NO_TIMES);
        assertThat(value(summary, Code.NO_TIMES)).isEqualTo(200);
    }

    @Test
    void a_track_without_any_time_is_walked_too() {
        // Given
        var walk = GeneratedWalk.onFoot(200).stream()
                .map(point -> new Point(null, point.lat(), point.lon(), null, null, null, false))
                .toList();

        // Then
        assertThat(codes(sumUp(Transport.FOOT, walk))).containsExactly(Code.NO_TIMES);
    }

    @Test
    void a_clock_that_was_set_back_on_the_way_is_noted() {
        // Given
        var walk = GeneratedWalk.onFoot(400);
        var setBack = new ArrayList<>(walk.subList(0, 200));
        walk.subList(200, 400).forEach(point -> setBack.add(at(point.time() - 600_000, point.lat(), point.lon())));

        // When
        var summary = sumUp(Transport.FOOT, setBack);

        // Then
        assertThat(codes(summary)).containsExactly(Code.TIMES_DISORDERED);
        assertThat(summary.movingSeconds()).isEqualTo(summary.durationSeconds());
        assertThat(summary.excludedPoints()).isZero();
    }

    @Test
    void a_track_of_another_day_is_noted() {
        // Given
        var walk = GeneratedWalk.onFoot(200);
        var reckoning = reckoning(Transport.FOOT, XIAOYAN_VILLAGE, GeneratedWalk.START.plus(Duration.ofDays(3)), 1000);

        // When
        reckoning.add(walk);

        // Then
        assertThat(codes(reckoning.summary())).containsExactly(Code.OUTSIDE_PERIOD);
    }

    @Test
    void a_track_in_another_county_is_noted() {
        // Given
        var reckoning = reckoning(Transport.FOOT, ANYUE_COUNTY, GeneratedWalk.START, 1000);

        // When
        reckoning.add(GeneratedWalk.onFoot(200));

        // Then
        var evidence = reckoning.summary().evidence();
        assertThat(evidence).extracting(TrackFinding::code).containsExactly(Code.OUTSIDE_REGION);
        assertThat(evidence.getFirst().detail()).isEqualTo("200 of 200 positions lie outside 安岳县");
    }

    @Test
    void half_an_hour_without_a_position_is_noted_wherever_it_lies() {
        // Given
        var walk = GeneratedWalk.onFoot(1440);
        var late = walk.subList(360, 1440);
        var early = walk.subList(0, 1080);
        var broken = List.of(walk.subList(0, 500), walk.subList(860, 1440));

        // Then
        for (var parts : List.of(List.of(late), List.of(early), broken)) {
            var reckoning = reckoning(Transport.FOOT, XIAOYAN_VILLAGE, GeneratedWalk.START, 7195);
            parts.forEach(reckoning::add);
            var summary = reckoning.summary();
            assertThat(codes(summary)).containsExactly(Code.GAP);
            assertThat(value(summary, Code.GAP)).isBetween(1795.0, 1810.0);
        }
    }

    @Test
    void a_patrol_without_a_track_says_so() {
        // When
        var summary = sumUp(Transport.FOOT, List.of());

        // Then
        assertThat(summary.points()).isZero();
        assertThat(summary.distanceMetres()).isZero();
        assertThat(codes(summary)).containsExactly(Code.NO_TRACK);
    }

    @SafeVarargs
    private static Summary sumUp(Transport transport, List<Point>... segments) {
        long end = GeneratedWalk.START.toEpochMilli();
        for (var segment : segments) {
            for (var point : segment) {
                end = Math.max(end, point.time() == null ? 0 : point.time());
            }
        }
        var reckoning = reckoning(
                transport, XIAOYAN_VILLAGE, GeneratedWalk.START, (end - GeneratedWalk.START.toEpochMilli()) / 1000);
        List.of(segments).forEach(reckoning::add);
        return reckoning.summary();
    }

    private static TrackSummarizer reckoning(Transport transport, RegionCode region, Instant start, long seconds) {
        return new TrackSummarizer(transport, region, start, start.plusSeconds(seconds), REGIONS);
    }

    private static Point at(long time, int lat, int lon) {
        return new Point(time, lat, lon, null, null, null, false);
    }

    private static List<Code> codes(Summary summary) {
        return summary.evidence().stream().map(TrackFinding::code).toList();
    }

    private static double value(Summary summary, Code code) {
        return summary.evidence().stream()
                .filter(found -> found.code() == code)
                .findFirst()
                .orElseThrow()
                .value();
    }
}
