package org.linzhang.patrol.track;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

import org.linzhang.patrol.event.Transport;
import org.linzhang.patrol.track.TrackFinding.Code;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;

/** Computes the summary of a track from its segments, in the order of their numbers. Keeps only a few points in memory. */
public final class TrackSummarizer {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** The clocks of the phone and of the recorder can differ. */
    private static final long CLOCK_TOLERANCE_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final long MAX_GAP_MILLIS = Duration.ofMinutes(15).toMillis();

    /** Shares of the points from which on a finding is reported. Boundaries are imprecise, and paths follow them. */
    private static final double OUTSIDE_REGION_SHARE = 0.1;

    private static final double NO_TIME_SHARE = 0.1;
    private static final double INACCURATE_SHARE = 0.2;

    private final RegionCode region;
    private final Regions regions;
    private final long start;
    private final long finish;
    private final OutlierFilter filter =
            new OutlierFilter(this::hasPlausibleTime, TrackSummarizer::metres, this::addAccepted);
    private final SpeedProfile speeds;

    private int points;
    private int mockPoints;
    private int inaccuratePoints;
    private int acceptedPoints;
    private int pointsWithoutTime;
    private int timeDecreases;
    private int pointsOutsidePeriod;
    private int pointsOutsideRegion;
    private double distance;
    private Long lastTime;
    private long latestTime;
    private long longestGap;

    /** @param region of the patrol; if it is below a county, positions in the whole county count as inside */
    public TrackSummarizer(
            Transport transport, RegionCode region, Instant startedAt, Instant finishedAt, Regions regions) {
        this.region = region.level().compareTo(Level.COUNTY) > 0 ? region.at(Level.COUNTY) : region;
        this.regions = regions;
        this.start = startedAt.toEpochMilli();
        this.finish = finishedAt.toEpochMilli();
        this.speeds = new SpeedProfile(transport, TrackSummarizer::metres);
        this.latestTime = start;
    }

    /** Adds the next segment. */
    public void add(List<Point> segment) {
        for (var point : segment) {
            points++;
            if (PointPlausibility.isMock(point)) {
                mockPoints++;
            } else if (PointPlausibility.isInaccurate(point)) {
                inaccuratePoints++;
            } else {
                filter.add(point);
            }
        }
    }

    /** Must be called once only, after the last segment. */
    public Summary summary() {
        filter.end();
        speeds.endInterval();
        long duration = (finish - start) / 1000;
        return new Summary(
                Math.round(distance * 10) / 10.0,
                duration,
                // The sum is greater if the clock was set back or if points of another day are included.
                Math.min(duration, Math.round(speeds.movingSeconds())),
                points,
                mockPoints + inaccuratePoints + filter.outliers(),
                findings());
    }

    /** @param previous null at the start of the track and after a break */
    private void addAccepted(Point previous, Point point) {
        acceptedPoints++;
        if (previous == null) {
            speeds.endInterval();
        } else {
            distance += metres(previous, point);
        }
        if (isOutsideRegion(point)) {
            pointsOutsideRegion++;
        }
        if (hasPlausibleTime(point)) {
            speeds.add(point);
            addTime(point.time());
        } else {
            pointsWithoutTime++;
        }
    }

    private boolean isOutsideRegion(Point point) {
        return regions.countyAt(point.latDegrees(), point.lonDegrees())
                .filter(region::contains)
                .isEmpty();
    }

    private void addTime(long time) {
        if (lastTime != null && time < lastTime) {
            timeDecreases++;
        }
        lastTime = time;
        if (time < start - CLOCK_TOLERANCE_MILLIS || time > finish + CLOCK_TOLERANCE_MILLIS) {
            pointsOutsidePeriod++;
        } else {
            endGap(time);
        }
    }

    private void endGap(long time) {
        longestGap = Math.max(longestGap, time - latestTime);
        latestTime = Math.max(latestTime, time);
    }

    private List<TrackFinding> findings() {
        if (points == 0) {
            return List.of(new TrackFinding(Code.NO_TRACK, "nothing was recorded", 0));
        }
        boolean hasTimesInPeriod = acceptedPoints - pointsWithoutTime > pointsOutsidePeriod;
        if (hasTimesInPeriod) {
            endGap(finish);
        }
        var findings = new ArrayList<TrackFinding>();
        speeds.tooFast().ifPresent(findings::add);
        finding(Code.MOCK_POSITIONS, mockPoints, 0, "positions are from a mock location provider")
                .ifPresent(findings::add);
        finding(Code.INACCURATE, inaccuratePoints, INACCURATE_SHARE, "positions are less accurate than 100 m")
                .ifPresent(findings::add);
        finding(Code.JUMPS, filter.outliers(), 0, "positions cannot be reached in the time")
                .ifPresent(findings::add);
        finding(Code.NO_TIMES, pointsWithoutTime, NO_TIME_SHARE, "positions have no plausible time")
                .ifPresent(findings::add);
        if (timeDecreases > 0) {
            findings.add(new TrackFinding(
                    Code.TIMES_DISORDERED,
                    "the time decreases %d times along the track".formatted(timeDecreases),
                    timeDecreases));
        }
        finding(Code.OUTSIDE_PERIOD, pointsOutsidePeriod, 0, "positions are from before the start or after the finish")
                .ifPresent(findings::add);
        finding(
                        Code.OUTSIDE_REGION,
                        pointsOutsideRegion,
                        OUTSIDE_REGION_SHARE,
                        "positions are outside " + regions.pathOf(region))
                .ifPresent(findings::add);
        if (longestGap > MAX_GAP_MILLIS) {
            findings.add(new TrackFinding(
                    Code.GAP, "nothing was recorded for %d min".formatted(longestGap / 60_000), longestGap / 1000));
        }
        return List.copyOf(findings);
    }

    private Optional<TrackFinding> finding(Code code, int count, double share, String what) {
        return count > 0 && count >= points * share
                ? Optional.of(new TrackFinding(code, "%d of %d %s".formatted(count, points, what), count))
                : Optional.empty();
    }

    private boolean hasPlausibleTime(Point point) {
        return PointPlausibility.hasPlausibleTime(point, finish + DAY_MILLIS);
    }

    /** Length of the geodesic on the WGS84 ellipsoid. */
    static double metres(Point from, Point to) {
        return Geodesic.WGS84.Inverse(
                        from.latDegrees(), from.lonDegrees(), to.latDegrees(), to.lonDegrees(), GeodesicMask.DISTANCE)
                .s12;
    }
}
