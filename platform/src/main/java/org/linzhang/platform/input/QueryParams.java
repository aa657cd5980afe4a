package org.linzhang.platform.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

import org.linzhang.platform.event.UnknownConstant;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.security.Caller;

/** Reads query parameters. */
public final class QueryParams {

    /** The time zone of dates without a time. */
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private QueryParams() {}

    /**
     * A constant by its name.
     *
     * @throws InvalidField if the name is unknown
     */
    public static <E extends Enum<E>> E constant(String field, String text, Class<E> type) {
        var constants = UnknownConstant.othersOf(type);
        return constants.stream()
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidField(field, "must be one of " + constants));
    }

    /**
     * Constants by their names.
     *
     * @throws InvalidField if one of the names is unknown
     */
    public static <E extends Enum<E>> List<E> constants(String field, List<String> texts, Class<E> type) {
        return texts.stream().map(text -> constant(field, text, type)).toList();
    }

    /**
     * A username, or {@code me} for the caller's own.
     *
     * @throws InvalidField if PostgreSQL could not store it
     */
    public static String username(String field, String text, Caller caller) {
        return text.equals("me") ? caller.username() : text(field, text);
    }

    /**
     * A text that PostgreSQL can store.
     *
     * @throws InvalidField if it cannot
     */
    public static String text(String field, String text) {
        if (!TextRules.isStorable(text)) {
            throw new InvalidField(field, TextRules.NOT_STORABLE);
        }
        return text;
    }

    /** Inclusive lower limit: the first midnight of a day in China, or a time with offset. */
    public static Instant from(String field, String text) {
        return time(field, text, 0);
    }

    /** Exclusive upper limit: the midnight after a day in China, or a time with offset. */
    public static Instant to(String field, String text) {
        return time(field, text, 1);
    }

    private static Instant time(String field, String text, int daysAfter) {
        try {
            // Years with four digits only: PostgreSQL does not store all years that Java can parse.
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return LocalDate.parse(text)
                        .plusDays(daysAfter)
                        .atStartOfDay(CHINA)
                        .toInstant();
            }
            if (text.matches("\\d{4}-.*")) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException e) {
            // refused below
        }
        throw new InvalidField(field, "must be a date such as 2026-11-21, or a time with offset");
    }
}
