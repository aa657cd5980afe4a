package org.linzhang.patrol.track;

import java.util.List;

/** Writes one track in one format, piece by piece, so that no answer holds a whole track. Good for one answer. */
interface TrackWriter {

    byte[] head();

    /** What follows for the next segment. */
    byte[] segment(int seq, List<Point> points);

    byte[] tail();
}
