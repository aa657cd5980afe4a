package org.linzhang.platform.page;

import java.util.List;
import java.util.function.Function;

/**
 * A piece of a list.
 *
 * @param next the cursor of the following page; null on the last
 */
public record Page<T>(List<T> items, String next) {

    /**
     * Cuts a page from rows that were read with one more than fits, so that it is known whether any follow.
     *
     * @param rows at most {@link PageRequest#rows()}
     * @param cursor what continues behind a row
     */
    public static <R, T> Page<T> of(
            List<R> rows, PageRequest request, Function<R, T> view, Function<R, String> cursor) {
        boolean more = rows.size() > request.limit();
        var shown = more ? rows.subList(0, request.limit()) : rows;
        return new Page<>(shown.stream().map(view).toList(), more ? cursor.apply(shown.getLast()) : null);
    }
}
