package org.linzhang.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PointCodecTest {

    /** Year 1 to year 9999, in milliseconds since 1970. */
    private static final long FIRST = -62_135_596_800_000L;

    private static final long LAST = 253_402_300_799_999L;

    @Property
    void whatever_points_are_stored_come_back_exactly(@ForAll("tracks") List<Point> points) {
        assertThat(PointCodec.decode(PointCodec.encode(points))).isEqualTo(points);
    }

    @Property
    void equal_points_give_equal_bytes(@ForAll("tracks") List<Point> points) {
        assertThat(PointCodec.encode(List.copyOf(points))).isEqualTo(PointCodec.encode(points));
    }

    @Property
    void bytes_that_end_too_early_are_refused(@ForAll("tracks") List<Point> points, @ForAll double part) {
        // Given
        var bytes = PointCodec.encode(points);
        int kept = (int) (Math.abs(part % 1) * bytes.length);

        // Then
        assertThatIllegalArgumentException().isThrownBy(() -> PointCodec.decode(Arrays.copyOf(bytes, kept)));
    }

    @Example
    void a_walk_takes_at_most_eight_bytes_a_point() {
        for (int seconds : new int[] {1, 2, 5, 10, 30}) {
            for (int clockJitter : new int[] {0, 300}) {
                // Given
                var walk = new GeneratedWalk(seconds, 1.2, Duration.ofSeconds(seconds)).points(720, clockJitter);

                // Then
                assertThat(bytesPerPoint(walk))
                        .as("every %d s, clock within %d ms", seconds, clockJitter)
                        .isLessThanOrEqualTo(8);
            }
        }
    }

    @Example
    void a_drive_takes_at_most_eight_bytes_a_point() {
        assertThat(bytesPerPoint(new GeneratedWalk(1, 17, Duration.ofSeconds(5)).points(500)))
                .isLessThanOrEqualTo(8);
    }

    @Example
    void a_phone_that_lies_still_and_says_always_the_same_takes_next_to_nothing() {
        // Given
        var point = GeneratedWalk.onFoot(1).getFirst();
        var still = java.util.stream.IntStream.range(0, 2000)
                .mapToObj(i -> new Point(point.time() + i * 5000L, point.lat(), point.lon(), 3800, 50, 0, false))
                .toList();

        // Then
        assertThat(PointCodec.encode(still)).hasSizeLessThan(60);
    }

    @Provide
    Arbitrary<List<Point>> tracks() {
        var points = Combinators.combine(
                        Arbitraries.longs().between(FIRST, LAST).injectNull(0.2),
                        Arbitraries.integers().between(-90_000_000, 90_000_000),
                        Arbitraries.integers().between(-180_000_000, 180_000_000),
                        Arbitraries.integers().between(-10_000_000, 10_000_000).injectNull(0.3),
                        Arbitraries.integers().between(0, 10_000_000).injectNull(0.3),
                        Arbitraries.integers().between(0, 10_000_000).injectNull(0.3),
                        Arbitraries.of(true, false))
                .as(Point::new);
        return points.list().ofMinSize(1).ofMaxSize(60);
    }

    private static double bytesPerPoint(List<Point> points) {
        return (double) PointCodec.encode(points).length / points.size();
    }
}
