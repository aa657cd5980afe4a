package org.linzhang.patrol.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import com.uber.h3core.H3Core;

/** The cells of the H3 grid that contain points of a track: the unit of coverage. */
final class H3Cells {

    /** Hexagons with an edge of about 200 m and an area of about 10 ha. */
    static final int RESOLUTION = 9;

    private static final H3Core H3 = load();

    private H3Cells() {}

    /** Distinct cell numbers, ascending. Mock and inaccurate points are left out. */
    static Long[] of(List<Point> points) {
        return points.stream()
                .filter(point -> !PointPlausibility.isMock(point) && !PointPlausibility.isInaccurate(point))
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
