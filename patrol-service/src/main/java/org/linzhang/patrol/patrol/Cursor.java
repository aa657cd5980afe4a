package org.linzhang.patrol.patrol;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

import org.linzhang.platform.problem.InvalidField;

/** The last patrol of a page, as text that means nothing to clients: start in microseconds, and id. */
record Cursor(Instant startedAt, UUID id) {

    private static final int BYTES = 3 * Long.BYTES;

    static Cursor of(Patrol patrol) {
        return new Cursor(patrol.startedAt(), patrol.id());
    }

    static Cursor parse(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() == BYTES) {
                return new Cursor(
                        Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS),
                        new UUID(bytes.getLong(), bytes.getLong()));
            }
        } catch (IllegalArgumentException e) {
            // answered below, like one of another length
        }
        throw new InvalidField("cursor", "must be what the page before gave as next");
    }

    @Override
    public String toString() {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, startedAt))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
