package org.linzhang.incident.closure;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeParseException;

import org.linzhang.platform.input.QueryParams;
import org.linzhang.platform.problem.InvalidField;

/** Days in Asia/Shanghai, both inclusive. */
record Period(LocalDate from, LocalDate to) {

    /** Java parses {@code +999999999-12-31}, which PostgreSQL can't store. */
    private static final int LENGTH = "2026-11-21".length();

    static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, QueryParams.CHINA);
    }

    /**
     * Reads the query parameters {@code from} and {@code to}.
     *
     * @param from the first day of the year of {@code to} if null
     * @param to the last day of this year if null
     * @throws InvalidField if one is not a date, or {@code from} is after {@code to}
     */
    static Period of(String from, String to, Clock clock) {
        var today = dayOf(clock.instant());
        var last = to == null ? today.withMonth(Month.DECEMBER.getValue()).withDayOfMonth(31) : day("to", to);
        var first = from == null ? last.withDayOfYear(1) : day("from", from);
        if (first.isAfter(last)) {
            throw new InvalidField("from", "must not be after to, " + last);
        }
        return new Period(first, last);
    }

    /** First day of the first whole month to last day of the last one; {@code from} is after {@code to} if there is none. */
    Period wholeMonths() {
        var first = from.getDayOfMonth() == 1 ? from : from.plusMonths(1).withDayOfMonth(1);
        return new Period(first, to.plusDays(1).withDayOfMonth(1).minusDays(1));
    }

    /** All days if there is no whole month; {@code from} is after {@code to} if the period begins with one. */
    Period daysBeforeWholeMonths() {
        var months = wholeMonths();
        return months.isEmpty() ? this : new Period(from, months.from.minusDays(1));
    }

    /** {@code from} is after {@code to} if the period ends with a whole month, or has none. */
    Period daysAfterWholeMonths() {
        var months = wholeMonths();
        return months.isEmpty() ? months : new Period(months.to.plusDays(1), to);
    }

    private boolean isEmpty() {
        return from.isAfter(to);
    }

    private static LocalDate day(String field, String text) {
        try {
            if (text.length() == LENGTH) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            // refused below
        }
        throw new InvalidField(field, "must be a date such as 2026-11-21");
    }
}
