package org.linzhang.platform.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** The place behind an item, in a list that goes from the newest to the oldest, and by id where the time is the same. */
public record KeysetPosition(Instant at, UUID id) {

    /** Before the newest. Its id is the greatest to PostgreSQL, which compares without a sign. */
    private static final KeysetPosition NONE =
            new KeysetPosition(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    /** PostgreSQL knows no year as early as Java's first. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    /**
     * @param cursor null or empty for the beginning of the list
     * @throws org.linzhang.platform.problem.InvalidField where no list gave this cursor
     */
    public static KeysetPosition of(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return NONE;
        }
        var key = Cursor.read(cursor, 2);
        try {
            var behind = new KeysetPosition(Instant.parse(key.get(0)), UUID.fromString(key.get(1)));
            if (!behind.at.isAfter(NONE.at) && !behind.at.isBefore(FIRST)) {
                return behind;
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            // refused below
        }
        throw Cursor.unknown();
    }

    public String cursor() {
        return Cursor.of(at, id);
    }
}
