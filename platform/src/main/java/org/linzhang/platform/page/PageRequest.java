package org.linzhang.platform.page;

import org.linzhang.platform.problem.InvalidField;

/** The size of a page: 50 items by default, at most 200. */
public record PageRequest(int limit) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /** @throws InvalidField if the text is not a number from 1 to 200 */
    public static PageRequest of(String limit) {
        if (limit == null) {
            return new PageRequest(DEFAULT_LIMIT);
        }
        try {
            int wanted = Integer.parseInt(limit);
            if (wanted >= 1 && wanted <= MAX_LIMIT) {
                return new PageRequest(wanted);
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new InvalidField("limit", "must be a number from 1 to " + MAX_LIMIT);
    }

    /** Number of rows to read: one more than the limit, to find out whether another page follows. */
    public int rows() {
        return limit + 1;
    }
}
