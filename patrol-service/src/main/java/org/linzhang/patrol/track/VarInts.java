package org.linzhang.patrol.track;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow, and varints: seven bits a byte, the lowest first; signed ones zig-zag, so that small stays short. */
final class VarInts {

    private byte[] bytes = new byte[256];
    private int size;

    void put(byte value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = value;
    }

    void putUnsigned(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
    }

    void putSigned(long value) {
        putUnsigned(zigZag(value));
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    static int sizeOf(long unsigned) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(unsigned) + 6) / 7);
    }

    static int sizeOfSigned(long value) {
        return sizeOf(zigZag(value));
    }

    static long unsigned(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    static long signed(ByteBuffer in) {
        long value = unsigned(in);
        return value >>> 1 ^ -(value & 1);
    }

    private static long zigZag(long value) {
        return value << 1 ^ value >> (Long.SIZE - 1);
    }
}
