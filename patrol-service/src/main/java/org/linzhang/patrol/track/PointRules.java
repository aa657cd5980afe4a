package org.linzhang.patrol.track;

import java.util.List;

import org.linzhang.platform.problem.InvalidField;

/** Validation of uploaded points, the same for all formats. */
final class PointRules {

    /** Of one segment. */
    static final int MAX_POINTS = 2_000;

    private static final double MAX_LAT = 90;
    private static final double MAX_LON = 180;

    private PointRules() {}

    static List<Point> requireNotEmpty(List<Point> points) {
        if (points.isEmpty()) {
            throw new InvalidField("points", "must hold at least one point");
        }
        return points;
    }

    static void requireCount(int count) {
        if (count > MAX_POINTS) {
            throw new InvalidField("points", "must hold at most " + MAX_POINTS + " points; send more segments");
        }
    }

    static double lat(Double degrees, int index) {
        return within(degrees, MAX_LAT, index, "lat");
    }

    static double lon(Double degrees, int index) {
        return within(degrees, MAX_LON, index, "lon");
    }

    static String field(int index, String name) {
        return "points[" + index + "]." + name;
    }

    private static double within(Double degrees, double limit, int index, String name) {
        // The negation rejects NaN, too.
        if (degrees == null || !(Math.abs(degrees) <= limit)) {
            throw new InvalidField(
                    field(index, name), "must be given, in degrees from -%1$.0f to %1$.0f".formatted(limit));
        }
        return degrees;
    }
}
