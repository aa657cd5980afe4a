package org.linzhang.patrol.track;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;

/**
 * Follows a track and leaves out the points that cannot be reached: those behind and before a leg faster than anything that
 * patrols.
 *
 * <p>A point out of reach is a rival of the path so far. When the path goes on from where it was, the rivals were jumps.
 * When ten rivals in a row agree with each other, they are the path: then what went before was the jump, or, where that was
 * long too, the track really breaks and the leg between is not walked.
 */
final class OutlierFilter {

    /** Points in a row that cannot all be jumps. */
    private static final int CONVINCING = 10;

    /** Metres a second (180 km/h). */
    private static final double FASTEST = 50;

    /** Recorders round times to a second. */
    private static final double LEAST_SECONDS = 1;

    private final Predicate<Point> timed;
    private final ToDoubleBiFunction<Point, Point> metres;
    private final BiConsumer<Point, Point> legs;
    private final List<Point> unproven = new ArrayList<>();
    private final List<Point> rivals = new ArrayList<>();
    private boolean proven;
    private Point walked;
    private int jumps;

    /**
     * @param timed which points have a time that counts
     * @param metres between two points
     * @param legs takes the point before and each point of the path; null for the former where the path begins
     *     or breaks
     */
    OutlierFilter(Predicate<Point> timed, ToDoubleBiFunction<Point, Point> metres, BiConsumer<Point, Point> legs) {
        this.timed = timed;
        this.metres = metres;
        this.legs = legs;
    }

    void add(Point point) {
        var last = last();
        if (last == null || reachable(last, point)) {
            jumps += rivals.size();
            rivals.clear();
            extend(point);
        } else if (!rivals.isEmpty() && reachable(rivals.getLast(), point)) {
            rivals.add(point);
            if (rivals.size() == CONVINCING) {
                followRivals();
            }
        } else {
            jumps += rivals.size();
            rivals.clear();
            rivals.add(point);
        }
    }

    void end() {
        if (rivals.size() > unproven.size() && !proven) {
            followRivals();
        }
        jumps += rivals.size();
        unproven.forEach(this::walk);
        unproven.clear();
    }

    /** Points left out. */
    int jumps() {
        return jumps;
    }

    private Point last() {
        return unproven.isEmpty() ? walked : unproven.getLast();
    }

    private void extend(Point point) {
        if (proven) {
            walk(point);
            return;
        }
        unproven.add(point);
        if (unproven.size() == CONVINCING) {
            proven = true;
            unproven.forEach(this::walk);
            unproven.clear();
        }
    }

    private void followRivals() {
        jumps += unproven.size();
        unproven.clear();
        walked = null;
        proven = true;
        rivals.forEach(this::walk);
        rivals.clear();
    }

    private void walk(Point point) {
        legs.accept(walked, point);
        walked = point;
    }

    private boolean reachable(Point from, Point to) {
        if (!timed.test(from) || !timed.test(to) || to.time() < from.time()) {
            return true;
        }
        double seconds = (to.time() - from.time()) / 1000.0;
        return metres.applyAsDouble(from, to) <= FASTEST * Math.max(seconds, LEAST_SECONDS);
    }
}
