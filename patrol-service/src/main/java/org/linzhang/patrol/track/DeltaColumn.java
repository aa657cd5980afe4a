package org.linzhang.patrol.track;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Delta encoding of numbers that differ little from their neighbours.
 *
 * <p>The first byte names the encoding: differences of order 0, 1 or 2; whether equal differences are run-length encoded;
 * whether all numbers are multiples of 1000 and stored divided (milliseconds of a recorder with a resolution of seconds).
 * Zig-zag varints follow. The writer chooses the shortest encoding.
 *
 * <p>What each part saves, measured on recorded and generated walks: runs 1 byte per point; order 2 from 0.1 bytes per point
 * (every second) to 2 (every 10 s with an unsteady clock); order 0 and the division only a few bytes per segment. Both stay
 * because stored segments use them, and because a repeated upload is recognised by equal bytes.
 */
final class DeltaColumn {

    private static final int MAX_ORDER = 2;
    private static final int ORDER_MASK = 3;
    private static final int RUNS = 4;
    private static final int DIVIDED = 8;
    private static final int DIVISOR = 1000;

    private DeltaColumn() {}

    static void write(VarInts out, long[] values) {
        int division = areDivisible(values) ? DIVIDED : 0;
        long[] differences = division == 0 ? values.clone() : divide(values);
        int bestEncoding = 0;
        int bestSize = Integer.MAX_VALUE;
        long[] best = differences;
        for (int order = 0; order <= MAX_ORDER; order++) {
            if (order > 0) {
                differences = differences(differences, order);
            }
            for (int runs : new int[] {0, RUNS}) {
                int size = runs == 0 ? plainSize(differences) : runsSize(differences);
                if (size < bestSize) {
                    bestEncoding = order | runs;
                    bestSize = size;
                    best = differences;
                }
            }
        }
        out.put((byte) (bestEncoding | division));
        if ((bestEncoding & RUNS) == 0) {
            writePlain(out, best);
        } else {
            writeRuns(out, best);
        }
    }

    /** @throws BufferUnderflowException if the bytes end too early */
    static long[] read(ByteBuffer in, int count) {
        int encoding = in.get();
        long[] values = (encoding & RUNS) == 0 ? readPlain(in, count) : readRuns(in, count);
        for (int order = encoding & ORDER_MASK; order > 0; order--) {
            for (int i = order; i < count; i++) {
                values[i] += values[i - 1];
            }
        }
        if ((encoding & DIVIDED) != 0) {
            for (int i = 0; i < count; i++) {
                values[i] *= DIVISOR;
            }
        }
        return values;
    }

    /** The differences of an order from those of the order below; the first {@code order} numbers stay as they are. */
    private static long[] differences(long[] orderBelow, int order) {
        long[] differences = orderBelow.clone();
        for (int i = orderBelow.length - 1; i >= order; i--) {
            differences[i] = orderBelow[i] - orderBelow[i - 1];
        }
        return differences;
    }

    private static boolean areDivisible(long[] values) {
        return Arrays.stream(values).allMatch(value -> value % DIVISOR == 0);
    }

    private static long[] divide(long[] values) {
        return Arrays.stream(values).map(value -> value / DIVISOR).toArray();
    }

    private static int plainSize(long[] values) {
        int size = 0;
        for (long value : values) {
            size += VarInts.sizeOfSigned(value);
        }
        return size;
    }

    private static int runsSize(long[] values) {
        int size = 0;
        for (int i = 0; i < values.length; ) {
            int length = runLength(values, i);
            size += VarInts.sizeOfSigned(values[i]) + VarInts.sizeOfUnsigned(length);
            i += length;
        }
        return size;
    }

    private static int runLength(long[] values, int start) {
        int end = start + 1;
        while (end < values.length && values[end] == values[start]) {
            end++;
        }
        return end - start;
    }

    private static void writePlain(VarInts out, long[] values) {
        for (long value : values) {
            out.putSigned(value);
        }
    }

    private static void writeRuns(VarInts out, long[] values) {
        for (int i = 0; i < values.length; ) {
            int length = runLength(values, i);
            out.putSigned(values[i]);
            out.putUnsigned(length);
            i += length;
        }
    }

    private static long[] readPlain(ByteBuffer in, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = VarInts.readSigned(in);
        }
        return values;
    }

    private static long[] readRuns(ByteBuffer in, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; ) {
            long value = VarInts.readSigned(in);
            int end = Math.toIntExact(i + VarInts.readUnsigned(in));
            Arrays.fill(values, i, end, value);
            i = end;
        }
        return values;
    }
}
