package org.linzhang.patrol.track;

import java.util.List;

/** Writes one track in one format, segment by segment, so that a response never holds a whole track. For one use only. */
interface TrackWriter {

    byte[] head();

    byte[] segment(int seq, List<Point> points);

    byte[] tail();
}
