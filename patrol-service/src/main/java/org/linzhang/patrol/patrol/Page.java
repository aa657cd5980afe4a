package org.linzhang.patrol.patrol;

import java.util.List;

import org.linzhang.platform.region.Regions;

/** A page of patrols, newest first; {@code next} is null on the last one. */
record Page(List<PatrolView> items, String next) {

    /** @param found one more than the limit where there are more */
    static Page of(List<Patrol> found, int limit, Regions regions) {
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                shown.stream().map(patrol -> PatrolView.of(patrol, regions)).toList(),
                found.size() > limit ? Cursor.of(shown.getLast()).toString() : null);
    }
}
