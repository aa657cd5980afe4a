package org.linzhang.patrol.track;

import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

import org.linzhang.patrol.event.Transport;

/**
 * How fast a patrol was, in stretches of half a minute or more from point to point: the jitter of positions, which makes a
 * resting phone walk and a walking one run, is small against what a patrol covers in that time.
 */
final class SpeedProfile {

    private static final long STRETCH_MILLIS = 30_000;

    /** km/h: slower is standing about. */
    private static final double MOVING = 1;

    /** km/h that each transport keeps up at most. */
    private static final Map<Transport, Integer> FASTEST = Map.of(
            Transport.FOOT, 12,
            Transport.HORSE, 30,
            Transport.MOTORCYCLE, 100,
            Transport.CAR, 130,
            Transport.BOAT, 80,
            Transport.DRONE, 120);

    /** What was faster for less is no evidence: positions err. */
    private static final double LEAST_SECONDS = 60;

    /** A lift of this length between two walks is worth a note. */
    private static final double LIFT_SECONDS = 120;

    private static final int TOP = 200;

    private final Transport transport;
    private final ToDoubleBiFunction<Point, Point> metres;
    private final double[] secondsAt = new double[TOP + 1]; // by km/h
    private Point from;
    private Point to;
    private double movingSeconds;

    SpeedProfile(Transport transport, ToDoubleBiFunction<Point, Point> metres) {
        this.transport = transport;
        this.metres = metres;
    }

    /** The next point that has a time. */
    void add(Point point) {
        if (from == null || point.time() < to.time()) {
            breakOff();
            from = point;
        } else if (point.time() - from.time() >= STRETCH_MILLIS) {
            stretch(point);
            from = point;
        }
        to = point;
    }

    /** The next point does not follow the last. */
    void breakOff() {
        if (from != null) {
            stretch(to);
        }
        from = null;
    }

    double movingSeconds() {
        return movingSeconds;
    }

    /** That it was too fast for the transport: most of the time under way, or for a while. */
    Optional<TrackFinding> tooFast() {
        int fastest = FASTEST.get(transport);
        double fast = secondsFrom(fastest);
        if (fast >= LEAST_SECONDS && fast >= movingSeconds / 2) {
            int median = median();
            return Optional.of(new TrackFinding(
                    TrackFinding.Code.TOO_FAST,
                    "median %d km/h under way; %s keeps up %d km/h at most".formatted(median, transport, fastest),
                    median));
        }
        if (fast >= LIFT_SECONDS) {
            return Optional.of(new TrackFinding(
                    TrackFinding.Code.FAST_STRETCHES,
                    "%d of %d min under way faster than %d km/h, which %s keeps up at most"
                            .formatted(minutes(fast), minutes(movingSeconds), fastest, transport),
                    Math.round(fast)));
        }
        return Optional.empty();
    }

    private int median() {
        int median = 0;
        while (secondsFrom(median + 1) >= movingSeconds / 2) {
            median++;
        }
        return median;
    }

    private static long minutes(double seconds) {
        return Math.round(seconds / 60);
    }

    private void stretch(Point end) {
        double took = (end.time() - from.time()) / 1000.0;
        if (took > 0) {
            double speed = metres.applyAsDouble(from, end) / took * 3.6;
            movingSeconds += speed >= MOVING ? took : 0;
            secondsAt[(int) Math.min(speed, TOP)] += took;
        }
    }

    private double secondsFrom(int speed) {
        double sum = 0;
        for (int at = speed; at <= TOP; at++) {
            sum += secondsAt[at];
        }
        return sum;
    }
}
