package org.linzhang.patrol.track;

import java.time.Instant;

/** Rules for implausible points and implausible times of points. */
final class PointPlausibility {

    /** Decimetres. A radius above 100 m comes from mobile networks, not from satellites. */
    private static final int MAX_ACCURACY_RADIUS = 1000;

    /** Recorders that have lost their clock report 1901, 1970 or 1980. */
    private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    private PointPlausibility() {}

    static boolean isMock(Point point) {
        return point.mock();
    }

    static boolean isInaccurate(Point point) {
        return point.accuracy() != null && point.accuracy() > MAX_ACCURACY_RADIUS;
    }

    /** @param latest milliseconds since 1970 */
    static boolean hasPlausibleTime(Point point, long latest) {
        return point.time() != null && point.time() >= EARLIEST && point.time() <= latest;
    }
}
