package org.linzhang.platform.page;

import org.linzhang.platform.problem.InvalidField;

/** How much of a list is wanted: 50 items where nothing is stated, at most 200. */
public record PageRequest(int limit) {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    /** @throws InvalidField where the text is no number of items */
    public static PageRequest of(String limit) {
        if (limit == null) {
            return new PageRequest(USUAL);
        }
        try {
            int wanted = Integer.parseInt(limit);
            if (wanted >= 1 && wanted <= MOST) {
                return new PageRequest(wanted);
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new InvalidField("limit", "must be a number from 1 to " + MOST);
    }

    /** Rows to read: one more than is shown tells whether a page follows. */
    public int rows() {
        return limit + 1;
    }
}
