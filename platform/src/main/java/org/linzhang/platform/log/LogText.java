package org.linzhang.platform.log;

/** Encodes characters that a terminal or a log viewer would obey instead of show. */
final class LogText {

    private LogText() {}

    /**
     * Line breaks, control characters (with those of ANSI escapes), Unicode line separators and marks that change the writing
     * direction, as {@code \n}, {@code \r}, {@code \t} or {@code &#92;}{@code u202e}. The same object if there is none.
     */
    static String encode(String text) {
        int first = firstUnsafe(text);
        if (first < 0) {
            return text;
        }
        var result = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            appendEncoded(result, text.charAt(i));
        }
        return result.toString();
    }

    /** In JSON, where control characters of ASCII are encoded already: as {@code &#92;}{@code u202e}, which is JSON too. */
    static String encodeInJson(String json) {
        int first = -1;
        for (int i = 0; i < json.length() && first < 0; i++) {
            first = json.charAt(i) >= 0x7f && isUnsafe(json.charAt(i)) ? i : -1;
        }
        if (first < 0) {
            return json;
        }
        var result = new StringBuilder(json.length() + 16).append(json, 0, first);
        for (int i = first; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c >= 0x7f) {
                appendEncoded(result, c);
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    static boolean isSafe(String text) {
        return firstUnsafe(text) < 0;
    }

    private static int firstUnsafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static void appendEncoded(StringBuilder result, char c) {
        switch (c) {
            case '\n' -> result.append("\\n");
            case '\r' -> result.append("\\r");
            case '\t' -> result.append("\\t");
            default -> {
                if (isUnsafe(c)) {
                    result.append("\\u%04x".formatted((int) c));
                } else {
                    result.append(c);
                }
            }
        }
    }

    /** Categories Cc, Cf, Zl and Zp of Unicode. */
    private static boolean isUnsafe(char c) {
        if (c < 0x7f) {
            return c < ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
