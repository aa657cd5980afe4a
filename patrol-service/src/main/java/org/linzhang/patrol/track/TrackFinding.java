package org.linzhang.patrol.track;

/**
 * Something that speaks against a track. It refuses nothing: people judge.
 *
 * @param detail a sentence
 * @param value in the unit of the code
 */
public record TrackFinding(Code code, String detail, double value) {

    /** What it is. */
    public enum Code {
        /** Nothing was recorded; value 0. */
        NO_TRACK,
        /** At least half of the time under way is faster than the transport goes; value: median speed under way, km/h. */
        TOO_FAST,
        /** Less than that, but two minutes or more, are faster than the transport goes; value: seconds. */
        FAST_STRETCHES,
        /** The phone says that positions were made up; value: points. */
        MOCK_POSITIONS,
        /** A fifth of the points or more is less accurate than 100 m; value: points. */
        INACCURATE,
        /** Points that cannot be reached in the time; value: points. */
        JUMPS,
        /** Points without a time, or with one that cannot be, such as the year 1901; value: points. */
        NO_TIMES,
        /** The clock goes backwards along the track; value: how often. */
        TIMES_DISORDERED,
        /** Points were recorded before the start or after the finish; value: points. */
        OUTSIDE_PERIOD,
        /** Points lie outside the county (or the wider region) of the patrol; value: points. */
        OUTSIDE_REGION,
        /** Nothing was recorded for a while; value: the longest such while, seconds. */
        GAP
    }
}
