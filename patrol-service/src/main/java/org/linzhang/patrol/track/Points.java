package org.linzhang.patrol.track;

import java.util.List;

import org.linzhang.platform.problem.InvalidField;

/** What every upload must keep to, however it is written. */
final class Points {

    /** Points of one segment. */
    static final int MOST = 2_000;

    private static final double LAT = 90;
    private static final double LON = 180;

    private Points() {}

    static List<Point> checked(List<Point> points) {
        if (points.isEmpty()) {
            throw new InvalidField("points", "must hold at least one point");
        }
        return points;
    }

    static void checkCount(int count) {
        if (count > MOST) {
            throw new InvalidField("points", "must hold at most " + MOST + " points; send more segments");
        }
    }

    static double lat(Double degrees, int index) {
        return within(degrees, LAT, index, "lat");
    }

    static double lon(Double degrees, int index) {
        return within(degrees, LON, index, "lon");
    }

    static String field(int index, String name) {
        return "points[" + index + "]." + name;
    }

    private static double within(Double degrees, double limit, int index, String name) {
        if (degrees == null || !(Math.abs(degrees) <= limit)) {
            throw new InvalidField(
                    field(index, name), "must be given, in degrees from -%1$.0f to %1$.0f".formatted(limit));
        }
        return degrees;
    }
}
