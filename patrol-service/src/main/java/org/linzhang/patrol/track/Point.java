package org.linzhang.patrol.track;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * A point of a track, at the resolution in which it is stored, so that storing it loses nothing.
 *
 * @param time milliseconds since 1970; null if the recorder gave none
 * @param lat WGS84, in 1e-6 degrees
 * @param lon WGS84, in 1e-6 degrees
 * @param altitude decimetres; null if unknown
 * @param accuracy radius in decimetres; null if unknown
 * @param speed decimetres per second, as the recorder measured it; null if unknown
 * @param mock whether the position comes from a mock location provider
 */
public record Point(Long time, int lat, int lon, Integer altitude, Integer accuracy, Integer speed, boolean mock) {

    static final double UNITS_PER_DEGREE = 1e6;
    private static final double UNITS_PER_METRE = 10;

    /** Metres. Phones write far larger numbers for "unknown". */
    private static final double MAX_VALUE = 1_000_000;

    /**
     * Rounds the values of a recorder. Impossible altitudes, accuracies and speeds become unknown: iOS writes -1 for an unknown
     * accuracy and speed. Too large an accuracy radius or speed becomes the largest possible one, because such a point must
     * still count as inaccurate.
     *
     * @param time null if unknown
     * @param lat degrees, -90 to 90
     * @param lon degrees, -180 to 180
     * @param altitude metres; null if unknown
     * @param accuracy radius in metres; null if unknown
     * @param speed metres per second; null if unknown
     */
    static Point of(
            Instant time, double lat, double lon, Double altitude, Double accuracy, Double speed, boolean mock) {
        return new Point(
                millis(time),
                (int) Math.round(lat * UNITS_PER_DEGREE),
                (int) Math.round(lon * UNITS_PER_DEGREE),
                altitude == null || Math.abs(altitude) > MAX_VALUE ? null : tenths(altitude),
                notNegative(accuracy),
                notNegative(speed),
                mock);
    }

    double latDegrees() {
        return lat / UNITS_PER_DEGREE;
    }

    double lonDegrees() {
        return lon / UNITS_PER_DEGREE;
    }

    private static Long millis(Instant time) {
        try {
            return time == null ? null : time.toEpochMilli();
        } catch (ArithmeticException | DateTimeException e) {
            return null;
        }
    }

    private static Integer notNegative(Double value) {
        return value == null || value.isNaN() || value < 0 ? null : tenths(Math.min(value, MAX_VALUE));
    }

    private static Integer tenths(double value) {
        return Double.isNaN(value) ? null : (int) Math.round(value * UNITS_PER_METRE);
    }
}
