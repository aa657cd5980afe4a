package org.linzhang.patrol.track;

import java.time.Instant;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.UUID;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** A segment of a patrol's track, stored as one row for all of its points. It never changes. */
@Entity
@IdClass(Segment.Key.class)
public class Segment {

    /** @param seq number that the phone gives the segment within its patrol */
    public record Key(UUID patrolId, int seq) {}

    @Id
    private UUID patrolId;

    @Id
    private int seq;

    private Instant receivedAt;
    private byte[] points;
    private int pointCount;
    private Instant firstAt;
    private Instant lastAt;
    private double south;
    private double west;
    private double north;
    private double east;
    private Long[] cells;

    protected Segment() {}

    /** @param points at least one */
    public Segment(UUID patrolId, int seq, List<Point> points, Instant receivedAt) {
        this.patrolId = patrolId;
        this.seq = seq;
        this.receivedAt = receivedAt;
        this.points = PointCodec.encode(points);
        pointCount = points.size();
        LongSummaryStatistics times = points.stream()
                .map(Point::time)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .summaryStatistics();
        if (times.getCount() > 0) {
            firstAt = Instant.ofEpochMilli(times.getMin());
            lastAt = Instant.ofEpochMilli(times.getMax());
        }
        IntSummaryStatistics lats = points.stream().mapToInt(Point::lat).summaryStatistics();
        IntSummaryStatistics lons = points.stream().mapToInt(Point::lon).summaryStatistics();
        south = lats.getMin() / Point.UNITS_PER_DEGREE;
        north = lats.getMax() / Point.UNITS_PER_DEGREE;
        west = lons.getMin() / Point.UNITS_PER_DEGREE;
        east = lons.getMax() / Point.UNITS_PER_DEGREE;
        cells = H3Cells.of(points);
    }

    public Key key() {
        return new Key(patrolId, seq);
    }

    public UUID patrolId() {
        return patrolId;
    }

    public int seq() {
        return seq;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /** Encoded by {@link PointCodec}. */
    public byte[] points() {
        return points;
    }

    public int pointCount() {
        return pointCount;
    }

    /** Earliest time of a point, plausible or not; null if no point has a time. */
    public Instant firstAt() {
        return firstAt;
    }

    /** Latest time of a point, plausible or not; null if no point has a time. */
    public Instant lastAt() {
        return lastAt;
    }

    /** Degrees, like the other bounds. */
    public double south() {
        return south;
    }

    public double west() {
        return west;
    }

    public double north() {
        return north;
    }

    public double east() {
        return east;
    }

    /** {@link H3Cells}, ascending. */
    public Long[] cells() {
        return cells;
    }
}
