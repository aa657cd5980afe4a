package org.linzhang.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.linzhang.patrol.event.Transport;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.region.Regions;

class TrackSummarizerPropertyTest {

    private static final Regions REGIONS = Regions.shipped();

    @Property(tries = 100)
    void a_track_is_at_least_as_long_as_the_straight_line(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int points,
            @ForAll @DoubleRange(max = 30) double speed) {
        // Given
        var walk = new GeneratedWalk(seed, speed, Duration.ofSeconds(5)).points(points);

        // Then: rounding to 0.1 m takes half of that at most
        assertThat(sumUp(List.of(walk)).distanceMetres())
                .isGreaterThanOrEqualTo(TrackSummarizer.metres(walk.getFirst(), walk.getLast()) - 0.05);
    }

    @Property(tries = 100)
    void however_a_track_is_cut_it_comes_to_the_same(
            @ForAll long seed, @ForAll @Size(max = 12) List<@IntRange(max = 300) Integer> cuts) {
        // Given: a walk with some strays, some made up
        var walk = new ArrayList<>(new GeneratedWalk(seed, 2, Duration.ofSeconds(5)).points(300));
        for (int i = 0; i < 300; i += 37) {
            var point = walk.get(i);
            walk.set(i, new Point(point.time(), point.lat() + 50_000, point.lon(), null, null, null, i % 2 == 0));
        }

        // When
        var pieces = new ArrayList<List<Point>>();
        int from = 0;
        for (int cut : cuts.stream().sorted().toList()) {
            pieces.add(walk.subList(from, cut));
            from = cut;
        }
        pieces.add(walk.subList(from, walk.size()));

        // Then
        assertThat(sumUp(pieces)).isEqualTo(sumUp(List.of(walk)));
    }

    @Property(tries = 100)
    void points_are_on_the_path_or_excluded_and_time_is_not_invented(
            @ForAll long seed, @ForAll @IntRange(max = 200) int strays) {
        // Given
        var walk = new ArrayList<>(new GeneratedWalk(seed, 1, Duration.ofSeconds(5)).points(300));
        var random = new java.util.Random(seed);
        for (int i = 0; i < strays; i++) {
            int at = random.nextInt(300);
            var point = walk.get(at);
            walk.set(
                    at,
                    new Point(
                            point.time(),
                            point.lat() + random.nextInt(200_000) - 100_000,
                            point.lon() + random.nextInt(200_000) - 100_000,
                            null,
                            random.nextInt(1200),
                            null,
                            random.nextInt(10) == 0));
        }

        // When
        var summary = sumUp(List.of(walk));

        // Then
        assertThat(summary.points()).isEqualTo(300);
        assertThat(summary.excludedPoints()).isBetween(0, 300);
        assertThat(summary.movingSeconds()).isBetween(0L, summary.durationSeconds());
        assertThat(summary.distanceMetres()).isBetween(0.0, 50.0 * summary.durationSeconds());
    }

    private static Summary sumUp(List<List<Point>> segments) {
        var reckoning = new TrackSummarizer(
                Transport.FOOT,
                RegionCode.of("512002"),
                GeneratedWalk.START,
                GeneratedWalk.START.plusSeconds(5 * 299),
                REGIONS);
        segments.forEach(reckoning::add);
        return reckoning.summary();
    }
}
