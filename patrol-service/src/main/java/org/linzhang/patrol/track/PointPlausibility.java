package org.linzhang.patrol.track;

import java.time.Instant;

/** Which points, and which of their times, cannot be believed. */
final class PointPlausibility {

    /** Decimetres: a position worse than 100 m is a mobile mast, not a satellite. */
    private static final int WORST_ACCURACY = 1000;

    /** No phone had positions before; recorders that lost their clock say 1901, 1970 or 1980. */
    private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    private PointPlausibility() {}

    static boolean mock(Point point) {
        return point.mock();
    }

    static boolean inaccurate(Point point) {
        return point.accuracy() != null && point.accuracy() > WORST_ACCURACY;
    }

    /** Whether the point says when, and it can be; {@code latest} in milliseconds since 1970. */
    static boolean timed(Point point, long latest) {
        return point.time() != null && point.time() >= EARLIEST && point.time() <= latest;
    }
}
