package org.linzhang.patrol.track;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A growing byte array of varints (LEB128: seven bits per byte, the lowest first). Signed numbers are zig-zag encoded, so that
 * small negative numbers are short, too.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/#varints">Protocol Buffers: Encoding</a>
 */
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

    /** Bytes that {@link #putUnsigned} writes. */
    static int sizeOfUnsigned(long value) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    }

    /** Bytes that {@link #putSigned} writes. */
    static int sizeOfSigned(long value) {
        return sizeOfUnsigned(zigZag(value));
    }

    /** @throws java.nio.BufferUnderflowException if the bytes end inside the number */
    static long readUnsigned(ByteBuffer in) {
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

    /** @throws java.nio.BufferUnderflowException if the bytes end inside the number */
    static long readSigned(ByteBuffer in) {
        long value = readUnsigned(in);
        return value >>> 1 ^ -(value & 1);
    }

    private static long zigZag(long value) {
        return value << 1 ^ value >> (Long.SIZE - 1);
    }
}
