package org.linzhang.platform.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.linzhang.platform.input.TextRules;
import org.linzhang.platform.problem.InvalidField;

/** The position where the next page of a list starts: the sort key of the last item, encoded, opaque to clients. */
public final class Cursor {

    private static final String SEPARATOR = "\n";

    private Cursor() {}

    public static String of(Object... key) {
        var text = String.join(
                SEPARATOR, List.of(key).stream().map(Object::toString).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Decodes a sort key.
     *
     * @param parts number of parts of the key
     * @throws InvalidField if the cursor is not one of such a list
     */
    public static List<String> read(String cursor, int parts) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var key = List.of(text.split(SEPARATOR, -1));
            if (key.size() == parts && TextRules.isStorable(text)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw invalid();
    }

    public static InvalidField invalid() {
        return new InvalidField("cursor", "is not a cursor of this list; start without one");
    }
}
