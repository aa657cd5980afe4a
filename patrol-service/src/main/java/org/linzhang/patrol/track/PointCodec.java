package org.linzhang.patrol.track;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The points of a segment as the bytes of one column of the database: without loss, a walk in four to seven bytes a point.
 *
 * <p>Layout: version (1), number of points, a shape of two bits for each of time, altitude, accuracy, speed, mock (no point
 * has it, every one, some), then the {@link DeltaColumn}s: latitude, longitude, and those five as far as there are any, each
 * behind a column of ones and zeros where only some points have it. Equal points give equal bytes: that is how a repeated
 * upload is recognised.
 */
public final class PointCodec {

    private static final int VERSION = 1;
    private static final int NONE = 0;
    private static final int EVERY = 1;
    private static final int SOME = 2;

    private static final List<Function<Point, Long>> OPTIONAL = List.of(
            Point::time,
            point -> widened(point.altitude()),
            point -> widened(point.accuracy()),
            point -> widened(point.speed()),
            point -> point.mock() ? 1L : null);

    private PointCodec() {}

    public static byte[] encode(List<Point> points) {
        var out = new VarInts();
        out.put((byte) VERSION);
        out.putUnsigned(points.size());
        out.putUnsigned(shape(points));
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

    /** @throws IllegalArgumentException where the bytes are none that this codec wrote */
    public static List<Point> decode(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        try {
            if (in.get() != VERSION) {
                throw new IllegalArgumentException("a track of an unknown version");
            }
            int count = Math.toIntExact(VarInts.unsigned(in));
            long shape = VarInts.unsigned(in);
            long[] lats = DeltaColumn.read(in, count);
            long[] lons = DeltaColumn.read(in, count);
            var optional = new ArrayList<Long[]>();
            for (int i = 0; i < OPTIONAL.size(); i++) {
                optional.add(optional(in, count, (int) (shape >> 2 * i) & 3));
            }
            var points = new ArrayList<Point>(count);
            for (int i = 0; i < count; i++) {
                points.add(new Point(
                        optional.get(0)[i],
                        (int) lats[i],
                        (int) lons[i],
                        narrowed(optional.get(1)[i]),
                        narrowed(optional.get(2)[i]),
                        narrowed(optional.get(3)[i]),
                        optional.get(4)[i] != null));
            }
            return points;
        } catch (BufferUnderflowException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a broken track", e);
        }
    }

    private static Long[] optional(ByteBuffer in, int count, int presence) {
        var values = new Long[count];
        if (presence == NONE) {
            return values;
        }
        long[] present = presence == SOME ? DeltaColumn.read(in, count) : null;
        int known = count;
        if (present != null) {
            known = 0;
            for (long one : present) {
                known += (int) one;
            }
        }
        long[] dense = DeltaColumn.read(in, known);
        int next = 0;
        for (int i = 0; i < count; i++) {
            if (present == null || present[i] == 1) {
                values[i] = dense[next++];
            }
        }
        return values;
    }

    private static long shape(List<Point> points) {
        long shape = 0;
        for (int i = 0; i < OPTIONAL.size(); i++) {
            shape |= (long) presence(points, OPTIONAL.get(i)) << 2 * i;
        }
        return shape;
    }

    private static int presence(List<Point> points, Function<Point, Long> value) {
        long known = points.stream().filter(point -> value.apply(point) != null).count();
        return known == 0 ? NONE : known == points.size() ? EVERY : SOME;
    }

    private static long[] column(List<Point> points, ToLongFunction<Point> value) {
        return points.stream().mapToLong(value).toArray();
    }

    private static Long widened(Integer value) {
        return value == null ? null : value.longValue();
    }

    private static Integer narrowed(Long value) {
        return value == null ? null : Math.toIntExact(value);
    }
}
