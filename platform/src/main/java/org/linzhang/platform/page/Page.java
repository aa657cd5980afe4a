package org.linzhang.platform.page;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param next the cursor of the next page; null on the last page
 */
public record Page<T>(List<T> items, String next) {

    /**
     * Makes a page of rows that were read with one more than the limit, to find out whether another page follows.
     *
     * @param rows at most {@link PageRequest#rows()}
     * @param cursor the cursor that continues after a row
     */
    public static <R, T> Page<T> of(
            List<R> rows, PageRequest request, Function<R, T> view, Function<R, String> cursor) {
        boolean more = rows.size() > request.limit();
        var shown = more ? rows.subList(0, request.limit()) : rows;
        return new Page<>(shown.stream().map(view).toList(), more ? cursor.apply(shown.getLast()) : null);
    }
}
