package org.linzhang.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.sf.geographiclib.Geodesic;

import org.linzhang.patrol.event.Transport;
import org.linzhang.patrol.track.TrackFinding.Code;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.region.RegionCode;

class TrackSummarizerPropertyTest {

    private static final int TRIES = 100;
    private static final RegionCode YANJIANG_DISTRICT = RegionCode.of("512002");
    private static final Regions REGIONS = Regions.shipped();

    @Property(tries = TRIES)
    void exactly_the_excluded_points_are_left_out_of_distance_and_count(
            @ForAll("noisyTracks") NoisyTrack track, @ForAll @Size(max = 5) List<@IntRange(max = 60) Integer> cuts) {
        // When
        var summary = summarize(track.walkSeconds(), segments(track.recorded(), cuts));

        // Then
        assertThat(summary.points()).isEqualTo(track.recorded().size());
        assertThat(summary.excludedPoints()).isEqualTo(track.mocks() + track.inaccurate() + track.outliers());
        assertThat(summary.distanceMetres()).isCloseTo(length(track.walk()), within(0.051));
        assertThat(summary.movingSeconds()).isEqualTo(track.walkSeconds());
        assertThat(summary.evidence())
                .extracting(TrackFinding::code)
                .containsExactlyElementsOf(track.expectedFindings());
    }

    @Property(tries = TRIES)
    void a_break_of_the_track_adds_no_distance(
            @ForAll("walks") List<Step> before,
            @ForAll("walks") List<Step> after,
            @ForAll @Size(max = 5) List<@IntRange(max = 60) Integer> cuts) {
        // Given: the second part starts a degree further north, five seconds after the end of the first
        var first = NoisyTrack.of(before, GeneratedWalk.LAT, 0, false).walk();
        var second =
                NoisyTrack.of(after, GeneratedWalk.LAT + 1, first.size(), false).walk();
        var both = new ArrayList<>(first);
        both.addAll(second);

        // When
        var summary = summarize(5L * (both.size() - 1), segments(both, cuts));

        // Then
        assertThat(summary.excludedPoints()).isZero();
        assertThat(summary.distanceMetres()).isCloseTo(length(first) + length(second), within(0.051));
    }

    @Property(tries = TRIES)
    void a_track_is_at_least_as_long_as_the_straight_line(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 100) int points,
            @ForAll @DoubleRange(max = 30) double speed) {
        // Given
        var walk = new GeneratedWalk(seed, speed, Duration.ofSeconds(5)).points(points);

        // Then: rounding to 0.1 m takes at most half of that
        assertThat(summarize(5 * 99, List.of(walk)).distanceMetres())
                .isGreaterThanOrEqualTo(length(List.of(walk.getFirst(), walk.getLast())) - 0.051);
    }

    private static Summary summarize(long seconds, List<List<Point>> segments) {
        var summarizer = new TrackSummarizer(
                Transport.FOOT,
                YANJIANG_DISTRICT,
                GeneratedWalk.START,
                GeneratedWalk.START.plusSeconds(seconds),
                REGIONS);
        segments.forEach(summarizer::add);
        return summarizer.summary();
    }

    /** The points in several parts; some can be empty. */
    private static List<List<Point>> segments(List<Point> points, List<Integer> cuts) {
        var segments = new ArrayList<List<Point>>();
        int start = 0;
        for (int cut : cuts.stream().sorted().toList()) {
            int end = Math.min(cut, points.size());
            segments.add(points.subList(start, end));
            start = end;
        }
        segments.add(points.subList(start, points.size()));
        return segments;
    }

    /** Computed from the degrees, not by the code under test. */
    private static double length(List<Point> points) {
        double metres = 0;
        for (int i = 1; i < points.size(); i++) {
            var from = points.get(i - 1);
            var to = points.get(i);
            metres += Geodesic.WGS84.Inverse(from.lat() / 1e6, from.lon() / 1e6, to.lat() / 1e6, to.lon() / 1e6).s12;
        }
        return metres;
    }

    @Provide
    Arbitrary<NoisyTrack> noisyTracks() {
        return Combinators.combine(walks(), Arbitraries.of(true, false))
                .as((steps, outlierFirst) -> NoisyTrack.of(steps, GeneratedWalk.LAT, 0, outlierFirst));
    }

    @Provide
    Arbitrary<List<Step>> walks() {
        var noise = Combinators.combine(
                        Arbitraries.of(Noise.Kind.values()),
                        Arbitraries.doubles().between(0, 360),
                        Arbitraries.integers().between(1, 9))
                .as(Noise::new);
        return Combinators.combine(
                        Arbitraries.doubles().between(-10, 10),
                        Arbitraries.doubles().between(1, 3),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(List.<Noise>of())),
                                Tuple.of(1, noise.list().ofMinSize(1).ofMaxSize(2))))
                .as(Step::new)
                .list()
                .ofMinSize(12)
                .ofMaxSize(40);
    }

    /**
     * Points that are recorded after a step and must be excluded.
     *
     * @param bearing degrees from the point of the walk
     * @param count fewer than confirm a track, for outliers
     */
    record Noise(Kind kind, double bearing, int count) {
        enum Kind {
            MOCK,
            INACCURATE,
            OUTLIER
        }
    }

    /**
     * Five seconds of a walk.
     *
     * @param turn degrees
     * @param speed metres per second
     */
    record Step(double turn, double speed, List<Noise> noise) {}

    /**
     * A walk and what a phone recorded of it.
     *
     * @param walk the points that count, one every five seconds
     * @param recorded these and the points that must be excluded
     */
    record NoisyTrack(List<Point> walk, List<Point> recorded, int mocks, int inaccurate, int outliers) {

        /** Steps that confirm the track, so that outliers after them are recognised. */
        private static final int CONFIRMED = 10;

        static NoisyTrack of(List<Step> steps, double startLat, int firstStep, boolean outlierFirst) {
            var walk = new ArrayList<Point>();
            var recorded = new ArrayList<Point>();
            int[] counts = new int[Noise.Kind.values().length];
            double lat = startLat;
            double lon = GeneratedWalk.LON;
            double heading = 40;
            if (outlierFirst) {
                recorded.add(point(0, lat + 1, lon, null, false));
                counts[Noise.Kind.OUTLIER.ordinal()]++;
            }
            for (int i = 0; i < steps.size(); i++) {
                var step = steps.get(i);
                long millis = 5000L * (firstStep + i);
                var point = point(millis, lat, lon, 50, false);
                walk.add(point);
                recorded.add(point);
                for (var noise : step.noise()) {
                    if (noise.kind() == Noise.Kind.OUTLIER && i < CONFIRMED) {
                        continue;
                    }
                    // Groups of outliers are at least 20 km apart, so that none is reachable from another.
                    double metres = noise.kind() == Noise.Kind.OUTLIER ? 100_000 + 20_000 * recorded.size() : 40;
                    var place = Geodesic.WGS84.Direct(lat, lon, noise.bearing(), metres);
                    for (int k = 0; k < noise.count(); k++) {
                        millis += 100;
                        recorded.add(point(
                                millis,
                                place.lat2 + k * 1e-5,
                                place.lon2,
                                noise.kind() == Noise.Kind.INACCURATE ? 1001 : null,
                                noise.kind() == Noise.Kind.MOCK));
                    }
                    counts[noise.kind().ordinal()] += noise.count();
                }
                heading += step.turn();
                var next = Geodesic.WGS84.Direct(lat, lon, heading, 5 * step.speed());
                lat = next.lat2;
                lon = next.lon2;
            }
            return new NoisyTrack(walk, recorded, counts[0], counts[1], counts[2]);
        }

        long walkSeconds() {
            return 5L * (walk.size() - 1);
        }

        List<Code> expectedFindings() {
            var codes = new ArrayList<Code>();
            if (mocks > 0) {
                codes.add(Code.MOCK_POSITIONS);
            }
            if (inaccurate > 0 && inaccurate >= 0.2 * recorded.size()) {
                codes.add(Code.INACCURATE);
            }
            if (outliers > 0) {
                codes.add(Code.JUMPS);
            }
            return codes;
        }

        private static Point point(long millis, double lat, double lon, Integer accuracy, boolean mock) {
            return new Point(
                    GeneratedWalk.START.toEpochMilli() + millis,
                    (int) Math.round(lat * 1e6),
                    (int) Math.round(lon * 1e6),
                    null,
                    accuracy,
                    null,
                    mock);
        }
    }
}
