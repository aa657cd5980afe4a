package org.linzhang.platform.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.linzhang.platform.input.TextRules;
import org.linzhang.platform.problem.InvalidField;

/** Where a list goes on: the sort key of the last item shown, which means nothing to whoever holds it. */
public final class Cursor {

    private static final String BETWEEN = "\n";

    private Cursor() {}

    public static String of(Object... key) {
        var text =
                String.join(BETWEEN, List.of(key).stream().map(Object::toString).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a sort key of so many parts.
     *
     * @throws InvalidField where no list gave this cursor
     */
    public static List<String> read(String cursor, int parts) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var key = List.of(text.split(BETWEEN, -1));
            if (key.size() == parts && TextRules.isStorable(text)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw unknown();
    }

    public static InvalidField unknown() {
        return new InvalidField("cursor", "is none that this list gave; begin again without one");
    }
}
