package org.linzhang.platform.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

import org.linzhang.platform.problem.InvalidField;

/** Reads query parameters. */
public final class QueryParams {

    /** Whose days are meant wherever a date stands without a time. */
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private QueryParams() {}

    /**
     * A constant by its name.
     *
     * @throws InvalidField where there is none of that name
     */
    public static <E extends Enum<E>> E word(String field, String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidField(field, "must be one of " + List.of(type.getEnumConstants())));
    }

    /**
     * A text that a row may hold.
     *
     * @throws InvalidField where PostgreSQL could not take it
     */
    public static String text(String field, String text) {
        if (!TextRules.isStorable(text)) {
            throw new InvalidField(field, TextRules.NOT_STORABLE);
        }
        return text;
    }

    /** The midnight in China that a day begins with, or a time with offset. */
    public static Instant from(String field, String text) {
        return time(field, text, 0);
    }

    /** The midnight in China that a day ends with, or a time with offset. */
    public static Instant to(String field, String text) {
        return time(field, text, 1);
    }

    private static Instant time(String field, String text, int daysOn) {
        try {
            // Ten digits and dashes, or the same and a time: no year that PostgreSQL does not know.
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return LocalDate.parse(text)
                        .plusDays(daysOn)
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
