package org.linzhang.patrol.track;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * A point of a track, at the resolution at which it is kept: what is stored comes back exactly.
 *
 * @param time milliseconds since 1970; null where the recorder gave none
 * @param lat WGS84, in 1e-6 degrees
 * @param lon likewise
 * @param altitude decimetres; null where unknown
 * @param accuracy decimetres of radius; null where unknown
 * @param speed decimetres a second, as the recorder measured it; null where unknown
 * @param mock whether the phone says that the position was made up
 */
public record Point(Long time, int lat, int lon, Integer altitude, Integer accuracy, Integer speed, boolean mock) {

    /** Metres; phones write sentinels far beyond it for "unknown", but a worse accuracy must stay a bad one. */
    private static final double LARGEST = 1_000_000;

    static final double DEGREE = 1e6;
    static final double METRE = 10;

    /**
     * A point out of what a recorder says. Values beside the position that cannot be are taken for unknown: iOS writes -1
     * for a speed and an accuracy that it does not know.
     *
     * @param lat degrees, -90 to 90
     * @param lon degrees, -180 to 180
     * @param altitude metres
     * @param accuracy metres
     * @param speed metres a second
     */
    static Point of(
            Instant time, double lat, double lon, Double altitude, Double accuracy, Double speed, boolean mock) {
        return new Point(
                millis(time),
                (int) Math.round(lat * DEGREE),
                (int) Math.round(lon * DEGREE),
                altitude == null || Math.abs(altitude) > LARGEST ? null : tenths(altitude),
                positive(accuracy),
                positive(speed),
                mock);
    }

    double latDegrees() {
        return lat / DEGREE;
    }

    double lonDegrees() {
        return lon / DEGREE;
    }

    private static Long millis(Instant time) {
        try {
            return time == null ? null : time.toEpochMilli();
        } catch (ArithmeticException | DateTimeException e) {
            return null;
        }
    }

    private static Integer positive(Double value) {
        return value == null || value.isNaN() || value < 0 ? null : tenths(Math.min(value, LARGEST));
    }

    private static Integer tenths(double value) {
        return Double.isNaN(value) ? null : (int) Math.round(value * METRE);
    }
}
