package org.linzhang.patrol.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class PointCodecTest {

    /** Year 1 to year 9999, in milliseconds since 1970. */
    private static final long FIRST = -62_135_596_800_000L;

    private static final long LAST = 253_402_300_799_999L;

    @Property
    void decoded_points_equal_the_encoded_ones(@ForAll("tracks") List<Point> points) {
        assertThat(PointCodec.decode(PointCodec.encode(points))).isEqualTo(points);
    }

    @Example
    void the_stored_format_does_not_change() {
        // Given: bytes that version 1 has stored
        var points = List.of(
                new Point(1_795_134_600_000L, 30_120_406, 104_651_197, 3820, 51, 12, false),
                new Point(1_795_134_605_000L, 30_120_425, 104_651_251, 3820, null, 13, false),
                new Point(null, 30_120_484, 104_651_288, 3820, 48, null, true));
        var stored = HexFormat.of()
                .parseHex(
                        "0103a60501ace7dc1c267601fae6e6636c4a000202000990d2fcaf0d0a04d83b03000200020066600002020000181a000000020002");

        // Then: equal bytes are how a repeated upload is recognised
        assertThat(PointCodec.encode(points)).isEqualTo(stored);
        assertThat(PointCodec.decode(stored)).isEqualTo(points);
    }

    @Example
    void another_version_is_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PointCodec.decode(new byte[] {2, 0}))
                .withMessageContaining("version");
    }

    @Property
    void truncated_bytes_are_rejected(
            @ForAll("tracks") List<Point> points, @ForAll @DoubleRange(max = 0.99) double share) {
        // Given
        var bytes = PointCodec.encode(points);
        int length = (int) (share * bytes.length);

        // Then
        assertThatIllegalArgumentException().isThrownBy(() -> PointCodec.decode(Arrays.copyOf(bytes, length)));
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
    void a_phone_that_does_not_move_takes_less_than_60_bytes_per_segment() {
        // Given
        var point = GeneratedWalk.onFoot(1).getFirst();
        var still = IntStream.range(0, 2000)
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
