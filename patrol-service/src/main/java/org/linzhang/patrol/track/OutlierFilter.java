package org.linzhang.patrol.track;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;

/**
 * Removes outliers from a track: points that nothing that patrols could have reached from the point before in the time.
 *
 * <p>A point that is unreachable from the last point of the track becomes a candidate. If a later point is reachable from the
 * track, the candidates were outliers. If ten consecutive candidates are reachable from each other, the track continues with
 * them: what came before is an outlier if it has less than ten points, else the track has a break. If the recording ends before
 * ten points have confirmed the track, the track is the longer of the two parts.
 */
final class OutlierFilter {

    /** Consecutive points, each reachable from the one before, that cannot all be outliers. */
    private static final int CONFIRMING_POINTS = 10;

    /** Metres per second (180 km/h). */
    private static final double MAX_SPEED = 50;

    /** Recorders round times to a second. */
    private static final double MIN_SECONDS = 1;

    private final Predicate<Point> hasTime;
    private final ToDoubleBiFunction<Point, Point> metres;
    private final BiConsumer<Point, Point> output;
    private final List<Point> unconfirmed = new ArrayList<>();
    private final List<Point> candidates = new ArrayList<>();
    private boolean confirmed;
    private Point lastAccepted;
    private int outliers;

    /**
     * @param hasTime which points have a plausible time; the others are always reachable
     * @param metres distance between two points
     * @param output receives the previous point and the point, for each point of the track in order; the previous point is null
     *     at the start of the track and after a break
     */
    OutlierFilter(Predicate<Point> hasTime, ToDoubleBiFunction<Point, Point> metres, BiConsumer<Point, Point> output) {
        this.hasTime = hasTime;
        this.metres = metres;
        this.output = output;
    }

    void add(Point point) {
        var last = last();
        if (last == null || isReachable(last, point)) {
            rejectCandidates();
            extend(point);
        } else if (!candidates.isEmpty() && isReachable(candidates.getLast(), point)) {
            candidates.add(point);
            if (candidates.size() == CONFIRMING_POINTS) {
                continueWithCandidates();
            }
        } else {
            rejectCandidates();
            candidates.add(point);
        }
    }

    /** Must be called after the last point. */
    void end() {
        if (!confirmed && candidates.size() > unconfirmed.size()) {
            continueWithCandidates();
        }
        rejectCandidates();
        unconfirmed.forEach(this::accept);
        unconfirmed.clear();
    }

    /** Number of removed points. */
    int outliers() {
        return outliers;
    }

    private Point last() {
        return unconfirmed.isEmpty() ? lastAccepted : unconfirmed.getLast();
    }

    private void extend(Point point) {
        if (confirmed) {
            accept(point);
            return;
        }
        unconfirmed.add(point);
        if (unconfirmed.size() == CONFIRMING_POINTS) {
            confirmed = true;
            unconfirmed.forEach(this::accept);
            unconfirmed.clear();
        }
    }

    private void rejectCandidates() {
        outliers += candidates.size();
        candidates.clear();
    }

    private void continueWithCandidates() {
        outliers += unconfirmed.size();
        unconfirmed.clear();
        lastAccepted = null;
        confirmed = true;
        candidates.forEach(this::accept);
        candidates.clear();
    }

    private void accept(Point point) {
        output.accept(lastAccepted, point);
        lastAccepted = point;
    }

    private boolean isReachable(Point from, Point to) {
        if (!hasTime.test(from) || !hasTime.test(to) || to.time() < from.time()) {
            return true;
        }
        double seconds = (to.time() - from.time()) / 1000.0;
        return metres.applyAsDouble(from, to) <= MAX_SPEED * Math.max(seconds, MIN_SECONDS);
    }
}
