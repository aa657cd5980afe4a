package org.linzhang.platform.partition;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * The partition of a table for the UUIDs of version 7 (RFC 9562) that were generated in one month, UTC. The first 48 bits of
 * such a UUID are the Unix time in milliseconds.
 */
record MonthPartition(String table, YearMonth month) {

    /** Version 7 and the variant of RFC 9562, all other bits 0. */
    private static final long VERSION_BITS = 0x7000L;

    private static final long VARIANT_BITS = 0x8000_0000_0000_0000L;

    /** The partition of this name; empty if the name is not that of a month partition of the table. */
    static Optional<MonthPartition> ofName(String table, String name) {
        if (!name.matches(table + "_\\d{4}_\\d{2}")) {
            return Optional.empty();
        }
        int year = Integer.parseInt(name.substring(name.length() - 7, name.length() - 3));
        int month = Integer.parseInt(name.substring(name.length() - 2));
        try {
            return Optional.of(new MonthPartition(table, YearMonth.of(year, month)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** For example {@code segment_2026_11}. */
    String name() {
        return "%s_%04d_%02d".formatted(table, month.getYear(), month.getMonthValue());
    }

    /** The smallest UUID of the month. */
    UUID lowerBound() {
        return smallestUuid(month);
    }

    /** The smallest UUID of the next month. */
    UUID upperBound() {
        return smallestUuid(month.plusMonths(1));
    }

    private static UUID smallestUuid(YearMonth month) {
        long millis = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return new UUID(millis << 16 | VERSION_BITS, VARIANT_BITS);
    }
}
