package org.linzhang.platform.input;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/** Text that can be stored: PostgreSQL refuses NUL, and half a surrogate pair has no UTF-8 encoding. */
public final class TextRules {

    /** For a Bean Validation pattern. */
    public static final String STORABLE = "[^\\x00\\p{Cs}]*";

    public static final String NOT_STORABLE = "must not contain NUL or half a surrogate pair";

    private static final Pattern PATTERN = Pattern.compile(STORABLE);

    private TextRules() {}

    public static boolean isStorable(String text) {
        return PATTERN.matcher(text).matches();
    }

    /** Whether all texts in a JSON value, keys included, are storable. */
    public static boolean isStorable(Object json) {
        return switch (json) {
            case String text -> isStorable(text);
            case Map<?, ?> object -> isStorable(object.keySet()) && isStorable(object.values());
            case Collection<?> array -> array.stream().allMatch(TextRules::isStorable);
            case null, default -> true;
        };
    }
}
