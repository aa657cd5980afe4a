package org.linzhang.incident.incident;

import java.util.List;
import java.util.function.Function;

/**
 * A piece of a list.
 *
 * @param next the cursor of the next piece; null for the last
 */
record Page<T>(List<T> items, String next) {

    /** Of what was found when one more than the limit was looked for. */
    static Page<Incident> of(List<Incident> found, int limit) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var items = found.subList(0, limit);
        return new Page<>(items, Cursor.behind(items.getLast()).text());
    }

    <V> Page<V> map(Function<T, V> view) {
        return new Page<>(items.stream().map(view).toList(), next);
    }
}
