package org.linzhang.patrol.track;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Encodes the points of a segment without loss; a walk takes four to eight bytes per point.
 *
 * <p>Layout: version (1); number of points; two bits for each of time, altitude, accuracy, speed and mock, which say whether
 * no point, every point or only some points have it; then one {@link DeltaColumn} for the latitudes, one for the longitudes,
 * and one for each of the five that any point has. If only some points have it, a column of ones and zeros before it says
 * which. Equal points give equal bytes; a repeated upload is recognised by this.
 */
public final class PointCodec {

    private static final int VERSION = 1;
    private static final int NONE = 0;
    private static final int EVERY = 1;
    private static final int SOME = 2;

    private static final List<Function<Point, Long>> OPTIONAL = List.of(
            Point::time,
            point -> toLong(point.altitude()),
            point -> toLong(point.accuracy()),
            point -> toLong(point.speed()),
            point -> point.mock() ? 1L : null);

    private PointCodec() {}

    public static byte[] encode(List<Point> points) {
        var out = new VarInts();
        out.put((byte) VERSION);
        out.putUnsigned(points.size());
        out.putUnsigned(presenceBits(points));
        DeltaColumn.write(out, column(points, Point::lat));
        DeltaColumn.write(out, column(points, Point::lon));
        for (int i = 0; i < OPTIONAL.size(); i++) {
            var value = OPTIONAL.get(i);
            int presence = presence(points, value);
            if (presence == SOME) {
                DeltaColumn.write(out, column(points, point -> value.apply(point) == null ? 0 : 1));
            }
            if (presence != NONE) {
                DeltaColumn.write(
                        out,
                        column(
                                points.stream()
                                        .filter(point -> value.apply(point) != null)
                                        .toList(),
                                value::apply));
            }
        }
        return out.toArray();
    }

    /** @throws IllegalArgumentException if this codec has not written the bytes */
    public static List<Point> decode(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        try {
            if (in.get() != VERSION) {
                throw new IllegalArgumentException("the points have an unknown version");
            }
            int count = Math.toIntExact(VarInts.readUnsigned(in));
            long presenceBits = VarInts.readUnsigned(in);
            long[] lats = DeltaColumn.read(in, count);
            long[] lons = DeltaColumn.read(in, count);
            var optional = new ArrayList<Long[]>();
            for (int i = 0; i < OPTIONAL.size(); i++) {
                optional.add(optional(in, count, (int) (presenceBits >> 2 * i) & 3));
            }
            var points = new ArrayList<Point>(count);
            for (int i = 0; i < count; i++) {
                points.add(new Point(
                        optional.get(0)[i],
                        (int) lats[i],
                        (int) lons[i],
                        toInteger(optional.get(1)[i]),
                        toInteger(optional.get(2)[i]),
                        toInteger(optional.get(3)[i]),
                        optional.get(4)[i] != null));
            }
            return points;
        } catch (BufferUnderflowException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the points are damaged", e);
        }
    }

    private static Long[] optional(ByteBuffer in, int count, int presence) {
        var values = new Long[count];
        if (presence == NONE) {
            return values;
        }
        long[] flags = presence == SOME ? DeltaColumn.read(in, count) : null;
        int present =
                flags == null ? count : Math.toIntExact(Arrays.stream(flags).sum());
        long[] dense = DeltaColumn.read(in, present);
        int next = 0;
        for (int i = 0; i < count; i++) {
            if (flags == null || flags[i] == 1) {
                values[i] = dense[next++];
            }
        }
        return values;
    }

    private static long presenceBits(List<Point> points) {
        long bits = 0;
        for (int i = 0; i < OPTIONAL.size(); i++) {
            bits |= (long) presence(points, OPTIONAL.get(i)) << 2 * i;
        }
        return bits;
    }

    private static int presence(List<Point> points, Function<Point, Long> value) {
        long present =
                points.stream().filter(point -> value.apply(point) != null).count();
        return present == 0 ? NONE : present == points.size() ? EVERY : SOME;
    }

    private static long[] column(List<Point> points, ToLongFunction<Point> value) {
        return points.stream().mapToLong(value).toArray();
    }

    private static Long toLong(Integer value) {
        return value == null ? null : value.longValue();
    }

    private static Integer toInteger(Long value) {
        return value == null ? null : Math.toIntExact(value);
    }
}
