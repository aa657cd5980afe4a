package org.linzhang.patrol.track;

/**
 * A reason to doubt a track. The track is accepted all the same; people decide.
 *
 * @param detail a sentence
 * @param value in the unit of the code
 */
public record TrackFinding(Code code, String detail, double value) {

    public enum Code {
        /** The track has no points. Value: 0. */
        NO_TRACK,
        /** At least half of the moving time is faster than the transport can be. Value: median moving speed, km/h. */
        TOO_FAST,
        /** Less than half of the moving time, but two minutes or more, is faster than the transport can be. Value: seconds. */
        FAST_STRETCHES,
        /** The phone reported positions of a mock location provider. Value: points. */
        MOCK_POSITIONS,
        /** At least a fifth of the points is less accurate than 100 m. Value: points. */
        INACCURATE,
        /** Outliers: points that cannot be reached in the time. Value: points. */
        JUMPS,
        /** At least a tenth of the points has no time or an implausible one, such as the year 1901. Value: points. */
        NO_TIMES,
        /** The time decreases along the track. Value: how often. */
        TIMES_DISORDERED,
        /** Points were recorded before the start or after the finish. Value: points. */
        OUTSIDE_PERIOD,
        /** At least a tenth of the points is outside the county (or the larger region) of the patrol. Value: points. */
        OUTSIDE_REGION,
        /** Nothing was recorded for more than 15 minutes. Value: the longest such period, seconds. */
        GAP
    }
}
