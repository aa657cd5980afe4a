package org.linzhang.platform.time;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times as PostgreSQL's {@code timestamptz} stores them. */
public final class Timestamps {

    /** With more digits, a time would differ from itself after it was stored and read. */
    public static final Duration PRECISION = Duration.of(1, ChronoUnit.MICROS);

    private Timestamps() {}

    /** The Java type that the reactive PostgreSQL client takes for a {@code timestamptz}; null for null. */
    public static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
