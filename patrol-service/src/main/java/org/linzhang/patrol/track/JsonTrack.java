package org.linzhang.patrol.track;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import org.linzhang.platform.problem.InvalidField;

/**
 * A segment as a phone sends it: {@code {"points":[{"t","lat","lon","alt","acc","speed","mock"}]}}.
 *
 * <p>Times are kept as the phone says, also where they go backwards or cannot be: refusing them would lose the track for
 * ever. The summary judges them.
 */
public record JsonTrack(List<JsonPoint> points) {

    /**
     * @param t ISO 8601 with offset
     * @param lat WGS84 degrees
     * @param lon WGS84 degrees
     * @param alt metres; may be missing, like all that follow
     * @param acc metres
     * @param speed metres a second
     * @param mock whether the phone says that the position was made up
     */
    record JsonPoint(String t, Double lat, Double lon, Double alt, Double acc, Double speed, Boolean mock) {

        Point read(int index) {
            return Point.of(
                    time(index),
                    Points.lat(lat, index),
                    Points.lon(lon, index),
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
                // answered below, like a missing one
            }
            throw new InvalidField(
                    Points.field(index, "t"), "must be a time with offset, such as 2026-11-21T08:00:00+08:00");
        }
    }

    /** @throws InvalidField that names the first point and field that is not valid */
    public List<Point> read() {
        if (points == null) {
            throw new InvalidField("points", "must be given");
        }
        Points.checkCount(points.size());
        var read = new ArrayList<Point>(points.size());
        for (var point : points) {
            if (point == null) {
                throw new InvalidField("points[" + read.size() + "]", "must be a point");
            }
            read.add(point.read(read.size()));
        }
        return Points.checked(read);
    }
}
