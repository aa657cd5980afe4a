package org.linzhang.patrol.track;

import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

import org.linzhang.patrol.event.Transport;

/**
 * The speeds of a patrol, measured over intervals of at least half a minute: the noise of positions is small compared with the
 * distance that a patrol covers in that time.
 */
final class SpeedProfile {

    private static final long MIN_INTERVAL_MILLIS = 30_000;

    /** km/h. */
    private static final double MIN_MOVING_SPEED = 1;

    /** km/h that each transport can keep up. */
    private static final Map<Transport, Integer> MAX_SPEED = Map.of(
            Transport.FOOT, 12,
            Transport.HORSE, 30,
            Transport.MOTORCYCLE, 100,
            Transport.CAR, 130,
            Transport.BOAT, 80,
            Transport.DRONE, 120);

    /** Shorter times above the maximum speed can be noise. */
    private static final double MIN_TOO_FAST_SECONDS = 60;

    private static final double MIN_FAST_STRETCHES_SECONDS = 120;

    /** km/h; greater speeds count as this one. */
    private static final int HIGHEST_SPEED = 200;

    private final Transport transport;
    private final ToDoubleBiFunction<Point, Point> metres;

    /** Seconds by speed in whole km/h. */
    private final double[] secondsAtSpeed = new double[HIGHEST_SPEED + 1];

    private Point start;
    private Point last;
    private double movingSeconds;

    /** @param metres distance between two points */
    SpeedProfile(Transport transport, ToDoubleBiFunction<Point, Point> metres) {
        this.transport = transport;
        this.metres = metres;
    }

    /** @param point must have a time */
    void add(Point point) {
        if (start == null || point.time() < last.time()) {
            endInterval();
            start = point;
        } else if (point.time() - start.time() >= MIN_INTERVAL_MILLIS) {
            count(start, point);
            start = point;
        }
        last = point;
    }

    /** Ends the current interval at the last point; must be called at a break and after the last point. */
    void endInterval() {
        if (start != null) {
            count(start, last);
        }
        start = null;
    }

    double movingSeconds() {
        return movingSeconds;
    }

    /** TOO_FAST, FAST_STRETCHES or nothing. */
    Optional<TrackFinding> tooFast() {
        int maxSpeed = MAX_SPEED.get(transport);
        double fastSeconds = secondsFrom(maxSpeed);
        if (fastSeconds >= MIN_TOO_FAST_SECONDS && fastSeconds >= movingSeconds / 2) {
            int median = medianSpeed();
            return Optional.of(new TrackFinding(
                    TrackFinding.Code.TOO_FAST,
                    "median moving speed %d km/h; the maximum for %s is %d km/h".formatted(median, transport, maxSpeed),
                    median));
        }
        if (fastSeconds >= MIN_FAST_STRETCHES_SECONDS) {
            return Optional.of(new TrackFinding(
                    TrackFinding.Code.FAST_STRETCHES,
                    "%d of %d moving minutes above %d km/h, the maximum for %s"
                            .formatted(minutes(fastSeconds), minutes(movingSeconds), maxSpeed, transport),
                    Math.round(fastSeconds)));
        }
        return Optional.empty();
    }

    private int medianSpeed() {
        int median = 0;
        while (secondsFrom(median + 1) >= movingSeconds / 2) {
            median++;
        }
        return median;
    }

    private static long minutes(double seconds) {
        return Math.round(seconds / 60);
    }

    private void count(Point from, Point to) {
        double seconds = (to.time() - from.time()) / 1000.0;
        if (seconds > 0) {
            double speed = metres.applyAsDouble(from, to) / seconds * 3.6;
            movingSeconds += speed >= MIN_MOVING_SPEED ? seconds : 0;
            secondsAtSpeed[(int) Math.min(speed, HIGHEST_SPEED)] += seconds;
        }
    }

    private double secondsFrom(int speed) {
        double sum = 0;
        for (int i = speed; i <= HIGHEST_SPEED; i++) {
            sum += secondsAtSpeed[i];
        }
        return sum;
    }
}
