package org.linzhang.platform.region;

import java.util.Arrays;

/** The five levels of government; state forestry enterprises have the same levels. */
public enum Level {
    PROVINCE(2),
    CITY(4),
    COUNTY(6),
    TOWNSHIP(9),
    VILLAGE(12);

    private final int digits;

    Level(int digits) {
        this.digits = digits;
    }

    /** Digits of a code of this level (GB/T 2260, GB/T 10114, statistical village code). */
    public int digits() {
        return digits;
    }

    static Level ofDigits(int digits) {
        return Arrays.stream(values())
                .filter(level -> level.digits == digits)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("a region code has 2, 4, 6, 9 or 12 digits, not " + digits));
    }
}
