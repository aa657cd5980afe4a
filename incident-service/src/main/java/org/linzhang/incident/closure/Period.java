package org.linzhang.incident.closure;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeParseException;

import org.linzhang.platform.input.QueryParams;
import org.linzhang.platform.problem.InvalidField;

/** Days from the first to the last, both counted, of Asia/Shanghai. */
record Period(LocalDate from, LocalDate to) {

    /** {@code +999999999-12-31} is a date to Java, but not to PostgreSQL. */
    private static final int LENGTH = "2026-11-21".length();

    static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, QueryParams.CHINA);
    }

    /**
     * Reads the query parameters {@code from} and {@code to}. Without {@code to} it ends with this year, without
     * {@code from} it begins with the year of its end.
     *
     * @throws InvalidField where one is no date, or they are the wrong way round
     */
    static Period of(String from, String to, Clock clock) {
        var today = dayOf(clock.instant());
        var last = to == null ? today.withMonth(Month.DECEMBER.getValue()).withDayOfMonth(31) : day("to", to);
        var first = from == null ? last.withDayOfYear(1) : day("from", from);
        if (first.isAfter(last)) {
            throw new InvalidField("from", "lies behind to, " + last);
        }
        return new Period(first, last);
    }

    private static LocalDate day(String field, String text) {
        try {
            if (text.length() == LENGTH) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            // falls through to the one refusal
        }
        throw new InvalidField(field, "must be a date such as 2026-11-21");
    }
}
