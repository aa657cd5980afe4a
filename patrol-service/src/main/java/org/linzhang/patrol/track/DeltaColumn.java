package org.linzhang.patrol.track;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Numbers that resemble their neighbours, in few bytes.
 *
 * <p>A head byte says how: the numbers' differences of order 0, 1 or 2 (a steady walk has small differences of its
 * differences), whether equal ones are counted instead of repeated, whether all numbers are whole thousands (times in
 * milliseconds of a recorder that knows seconds). Then zig-zag varints. The writer takes the way that gives the least
 * bytes.
 */
final class DeltaColumn {

    private static final int ORDERS = 3;
    private static final int RUNS = 4;
    private static final int THOUSANDS = 8;
    private static final int THOUSAND = 1000;

    private DeltaColumn() {}

    static void write(VarInts out, long[] values) {
        int unit = thousands(values) ? THOUSANDS : 0;
        long[] differences = unit == 0 ? values.clone() : divided(values);
        int best = 0;
        int size = Integer.MAX_VALUE;
        long[] chosen = differences;
        for (int order = 0; order < ORDERS; order++) {
            if (order > 0) {
                differences = differences(differences, order);
            }
            for (int runs : new int[] {0, RUNS}) {
                int needed = runs == 0 ? plainSize(differences) : runsSize(differences);
                if (needed < size) {
                    best = order | runs;
                    size = needed;
                    chosen = differences;
                }
            }
        }
        out.put((byte) (best | unit));
        if ((best & RUNS) == 0) {
            writePlain(out, chosen);
        } else {
            writeRuns(out, chosen);
        }
    }

    /** @throws BufferUnderflowException where the bytes end too early */
    static long[] read(ByteBuffer in, int count) {
        int head = in.get();
        long[] values = (head & RUNS) == 0 ? readPlain(in, count) : readRuns(in, count);
        for (int order = head & (RUNS - 1); order > 0; order--) {
            for (int i = order; i < count; i++) {
                values[i] += values[i - 1];
            }
        }
        if ((head & THOUSANDS) != 0) {
            for (int i = 0; i < count; i++) {
                values[i] *= THOUSAND;
            }
        }
        return values;
    }

    /** From the differences of one order those of the next; the first {@code order} numbers stay as they are. */
    private static long[] differences(long[] of, int order) {
        long[] differences = of.clone();
        for (int i = of.length - 1; i >= order; i--) {
            differences[i] = of[i] - of[i - 1];
        }
        return differences;
    }

    private static boolean thousands(long[] values) {
        return Arrays.stream(values).allMatch(value -> value % THOUSAND == 0);
    }

    private static long[] divided(long[] values) {
        return Arrays.stream(values).map(value -> value / THOUSAND).toArray();
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
            int run = run(values, i);
            size += VarInts.sizeOfSigned(values[i]) + VarInts.sizeOf(run);
            i += run;
        }
        return size;
    }

    private static int run(long[] values, int from) {
        int end = from + 1;
        while (end < values.length && values[end] == values[from]) {
            end++;
        }
        return end - from;
    }

    private static void writePlain(VarInts out, long[] values) {
        for (long value : values) {
            out.putSigned(value);
        }
    }

    private static void writeRuns(VarInts out, long[] values) {
        for (int i = 0; i < values.length; ) {
            int run = run(values, i);
            out.putSigned(values[i]);
            out.putUnsigned(run);
            i += run;
        }
    }

    private static long[] readPlain(ByteBuffer in, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = VarInts.signed(in);
        }
        return values;
    }

    private static long[] readRuns(ByteBuffer in, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; ) {
            long value = VarInts.signed(in);
            int end = Math.toIntExact(i + VarInts.unsigned(in));
            Arrays.fill(values, i, end, value);
            i = end;
        }
        return values;
    }
}
