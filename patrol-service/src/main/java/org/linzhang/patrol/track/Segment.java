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

/** A piece of a patrol's track: one row, however many points. Never changed once it is stored. */
@Entity
@IdClass(Segment.Key.class)
public class Segment {

    /** Names a segment: the phone numbers those of a patrol. */
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
        south = lats.getMin() / Point.DEGREE;
        north = lats.getMax() / Point.DEGREE;
        west = lons.getMin() / Point.DEGREE;
        east = lons.getMax() / Point.DEGREE;
        cells = Cells.of(points);
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

    /** As {@link PointCodec} writes them. */
    public byte[] points() {
        return points;
    }

    public int pointCount() {
        return pointCount;
    }

    /** Of the earliest time that a point states, believable or not; null where none states one. */
    public Instant firstAt() {
        return firstAt;
    }

    public Instant lastAt() {
        return lastAt;
    }

    /** Degrees, like the other three bounds. */
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

    /** H3 cells of resolution 9, ascending. */
    public Long[] cells() {
        return cells;
    }
}
