package org.linzhang.patrol.track;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import org.linzhang.platform.problem.InvalidField;

/**
 * The JSON body of a segment: {@code {"points":[{"t","lat","lon","alt","acc","speed","mock"}]}}.
 *
 * <p>Times are kept as the phone sends them, even if they decrease or are implausible: rejecting them would lose the track
 * for ever. The summary reports them.
 */
public record SegmentRequest(List<JsonPoint> points) {

    /**
     * @param t ISO 8601 with offset
     * @param lat WGS84 degrees
     * @param lon WGS84 degrees
     * @param alt metres; optional, like all fields after it
     * @param acc radius in metres
     * @param speed metres per second
     * @param mock whether the position comes from a mock location provider
     */
    record JsonPoint(String t, Double lat, Double lon, Double alt, Double acc, Double speed, Boolean mock) {

        Point toPoint(int index) {
            return Point.of(
                    time(index),
                    PointRules.lat(lat, index),
                    PointRules.lon(lon, index),
                    alt,
                    acc,
                    speed,
                    Boolean.TRUE.equals(mock));
        }

        private Instant time(int index) {
            try {
                if (t != null) {
                    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(t, Instant::from);
                }
            } catch (DateTimeException e) {
                // rejected below, like a missing time
            }
            throw new InvalidField(
                    PointRules.field(index, "t"), "must be a time with offset, such as 2026-11-21T08:00:00+08:00");
        }
    }

    /** @throws InvalidField that names the first invalid point and field */
    public List<Point> toPoints() {
        if (points == null) {
            throw new InvalidField("points", "must be given");
        }
        PointRules.requireCount(points.size());
        var valid = new ArrayList<Point>(points.size());
        for (var point : points) {
            if (point == null) {
                throw new InvalidField("points[" + valid.size() + "]", "must be a point");
            }
            valid.add(point.toPoint(valid.size()));
        }
        return PointRules.requireNotEmpty(valid);
    }
}
