package org.linzhang.platform.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** The position after an item of a list that is sorted by time and id, both descending. */
public record KeysetPosition(Instant at, UUID id) {

    /** Before the newest item. PostgreSQL compares UUIDs unsigned, so this id is the greatest. */
    private static final KeysetPosition START =
            new KeysetPosition(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    /** Java can parse earlier times than PostgreSQL can store. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /**
     * @param cursor null or empty for the start of the list
     * @throws org.linzhang.platform.problem.InvalidField if the cursor is not one of such a list
     */
    public static KeysetPosition of(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return START;
        }
        var key = Cursor.read(cursor, 2);
        try {
            var position = new KeysetPosition(Instant.parse(key.get(0)), UUID.fromString(key.get(1)));
            if (!position.at.isAfter(START.at) && !position.at.isBefore(EARLIEST)) {
                return position;
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            // refused below
        }
        throw Cursor.invalid();
    }

    public String cursor() {
        return Cursor.of(at, id);
    }
}
