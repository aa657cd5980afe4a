package org.linzhang.patrol.track;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

import org.linzhang.patrol.event.Transport;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.region.Regions;

/** Sums up a track, segment by segment in the order of their numbers; holds no more of it than a few points. */
public final class TrackSummarizer {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** A phone's and the recorder's clocks differ. */
    private static final long LEEWAY_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final long GAP_MILLIS = Duration.ofMinutes(15).toMillis();

    /** Borders are drawn roughly, and paths run along them. */
    private static final double OUTSIDE_SHARE = 0.1;

    private static final double UNTIMED_SHARE = 0.1;
    private static final double INACCURATE_SHARE = 0.2;

    private final RegionCode around;
    private final Regions regions;
    private final long start;
    private final long finish;
    private final OutlierFilter path = new OutlierFilter(this::timed, TrackSummarizer::metres, this::leg);
    private final SpeedProfile pace;

    private int points;
    private int mocks;
    private int inaccurate;
    private int onPath;
    private int untimed;
    private int backwards;
    private int outsidePeriod;
    private int outsideRegion;
    private double distance;
    private Long lastTime;
    private long lastSeen;
    private long longestGap;

    public TrackSummarizer(
            Transport transport, RegionCode region, Instant startedAt, Instant finishedAt, Regions regions) {
        this.around = region.level().compareTo(Level.COUNTY) > 0 ? region.at(Level.COUNTY) : region;
        this.regions = regions;
        this.start = startedAt.toEpochMilli();
        this.finish = finishedAt.toEpochMilli();
        this.pace = new SpeedProfile(transport, TrackSummarizer::metres);
        this.lastSeen = start;
    }

    /** Takes the next segment. */
    public void add(List<Point> segment) {
        for (var point : segment) {
            points++;
            if (PointPlausibility.mock(point)) {
                mocks++;
            } else if (PointPlausibility.inaccurate(point)) {
                inaccurate++;
            } else {
                path.add(point);
            }
        }
    }

    /** What it comes to; call it once, at the end. */
    public Summary summary() {
        path.end();
        pace.breakOff();
        long duration = (finish - start) / 1000;
        return new Summary(
                Math.round(distance * 10) / 10.0,
                duration,
                // A clock that was set back, or points of another day, would make it longer than the patrol.
                Math.min(duration, Math.round(pace.movingSeconds())),
                points,
                mocks + inaccurate + path.jumps(),
                evidence());
    }

    private void leg(Point from, Point to) {
        onPath++;
        if (from == null) {
            pace.breakOff();
        } else {
            distance += metres(from, to);
        }
        if (!regions.countyAt(to.latDegrees(), to.lonDegrees())
                .filter(around::contains)
                .isPresent()) {
            outsideRegion++;
        }
        if (!timed(to)) {
            untimed++;
            return;
        }
        pace.add(to);
        long time = to.time();
        if (lastTime != null && time < lastTime) {
            backwards++;
        }
        lastTime = time;
        if (time < start - LEEWAY_MILLIS || time > finish + LEEWAY_MILLIS) {
            outsidePeriod++;
        } else {
            seen(time);
        }
    }

    private void seen(long time) {
        longestGap = Math.max(longestGap, time - lastSeen);
        lastSeen = Math.max(lastSeen, time);
    }

    private List<TrackFinding> evidence() {
        if (points == 0) {
            return List.of(new TrackFinding(TrackFinding.Code.NO_TRACK, "nothing was recorded", 0));
        }
        if (onPath - untimed > outsidePeriod) {
            seen(finish);
        }
        var evidence = new ArrayList<TrackFinding>();
        pace.tooFast().ifPresent(evidence::add);
        counted(TrackFinding.Code.MOCK_POSITIONS, mocks, 0, "positions were made up, says the phone")
                .ifPresent(evidence::add);
        counted(TrackFinding.Code.INACCURATE, inaccurate, INACCURATE_SHARE, "positions are worse than 100 m")
                .ifPresent(evidence::add);
        counted(TrackFinding.Code.JUMPS, path.jumps(), 0, "positions cannot be reached in the time")
                .ifPresent(evidence::add);
        counted(TrackFinding.Code.NO_TIMES, untimed, UNTIMED_SHARE, "positions have no time that can be")
                .ifPresent(evidence::add);
        if (backwards > 0) {
            evidence.add(new TrackFinding(
                    TrackFinding.Code.TIMES_DISORDERED,
                    "the clock goes backwards %d times".formatted(backwards),
                    backwards));
        }
        counted(
                        TrackFinding.Code.OUTSIDE_PERIOD,
                        outsidePeriod,
                        0,
                        "positions are from before the start or after the finish")
                .ifPresent(evidence::add);
        counted(
                        TrackFinding.Code.OUTSIDE_REGION,
                        outsideRegion,
                        OUTSIDE_SHARE,
                        "positions lie outside " + regions.pathOf(around))
                .ifPresent(evidence::add);
        if (longestGap > GAP_MILLIS) {
            evidence.add(new TrackFinding(
                    TrackFinding.Code.GAP,
                    "nothing was recorded for %d min".formatted(longestGap / 60_000),
                    longestGap / 1000));
        }
        return List.copyOf(evidence);
    }

    private Optional<TrackFinding> counted(TrackFinding.Code code, int count, double share, String what) {
        return count > 0 && count >= points * share
                ? Optional.of(new TrackFinding(code, "%d of %d %s".formatted(count, points, what), count))
                : Optional.empty();
    }

    private boolean timed(Point point) {
        return PointPlausibility.timed(point, finish + DAY_MILLIS);
    }

    /** Along the WGS84 ellipsoid. */
    static double metres(Point from, Point to) {
        return Geodesic.WGS84.Inverse(
                        from.latDegrees(), from.lonDegrees(), to.latDegrees(), to.lonDegrees(), GeodesicMask.DISTANCE)
                .s12;
    }
}
