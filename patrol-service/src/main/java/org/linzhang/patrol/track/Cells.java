package org.linzhang.patrol.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import com.uber.h3core.H3Core;

/** The cells of Uber's H3 grid that a track touched: what coverage is counted in. */
final class Cells {

    /** Hexagons of about 200 m edge and 10 ha. */
    static final int RESOLUTION = 9;

    private static final H3Core H3 = load();

    private Cells() {}

    /** Ascending, each once; of the points that can be believed. */
    static Long[] of(List<Point> points) {
        return points.stream()
                .filter(point -> !PointPlausibility.mock(point) && !PointPlausibility.inaccurate(point))
                .map(point -> H3.latLngToCell(point.latDegrees(), point.lonDegrees(), RESOLUTION))
                .distinct()
                .sorted()
                .toArray(Long[]::new);
    }

    private static H3Core load() {
        try {
            return H3Core.newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
