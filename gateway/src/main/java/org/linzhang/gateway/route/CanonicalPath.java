package org.linzhang.gateway.route;

import java.util.ArrayDeque;

/**
 * The one spelling of a path that the gateway routes and forwards.
 *
 * <p>Without dot segments, empty segments and a slash at the end. Unreserved characters (RFC 3986, section 2.3) are
 * decoded, once; other escapes stay, with upper-case digits.
 */
final class CanonicalPath {

    /** Decoded, they would be separators to some programs and part of a name to others. */
    private static final String SEPARATORS = "/\\;";

    private CanonicalPath() {}

    /**
     * The canonical form of a path; the same object if it is already canonical.
     *
     * @throws InvalidPath if the path has matrix parameters, backslashes, control characters, an escaped slash,
     *     characters outside of ASCII or incomplete escapes
     */
    static String of(String path) {
        return isCanonical(path) ? path : withoutDotSegments(decoded(path));
    }

    /** False also for some canonical paths: those with escapes, or with a name that begins with a dot. */
    private static boolean isCanonical(String path) {
        char previous = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean isSpecial = c <= ' ' || c > '~' || c == '%' || c == ';' || c == '\\';
            if (isSpecial || previous == '/' && (c == '/' || c == '.')) {
                return false;
            }
            previous = c;
        }
        return previous != '/' || path.length() == 1;
    }

    private static String decoded(String path) {
        var result = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                appendEscape(result, byteAt(path, i));
                i += 2;
            } else if (c <= ' ' || c > '~' || c == ';' || c == '\\') {
                throw new InvalidPath("escape special characters by %, and leave out matrix parameters");
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    private static int byteAt(String path, int percent) {
        int high = percent + 2 < path.length() ? Character.digit(path.charAt(percent + 1), 16) : -1;
        int low = percent + 2 < path.length() ? Character.digit(path.charAt(percent + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new InvalidPath("after % write two hexadecimal digits");
        }
        return high * 16 + low;
    }

    private static void appendEscape(StringBuilder result, int value) {
        if (value < ' ' || value == 0x7f || SEPARATORS.indexOf(value) >= 0) {
            throw new InvalidPath("a name in the path has no control characters, slashes or semicolons");
        }
        if (isUnreserved(value)) {
            result.append((char) value);
        } else {
            result.append('%').append(hexDigit(value >> 4)).append(hexDigit(value & 0xf));
        }
    }

    private static char hexDigit(int value) {
        return Character.toUpperCase(Character.forDigit(value, 16));
    }

    private static boolean isUnreserved(int value) {
        return value >= 'a' && value <= 'z'
                || value >= 'A' && value <= 'Z'
                || value >= '0' && value <= '9'
                || "-._~".indexOf(value) >= 0;
    }

    private static String withoutDotSegments(String path) {
        var segments = new ArrayDeque<String>();
        for (var segment : path.split("/")) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> segments.pollLast();
                default -> segments.add(segment);
            }
        }
        return "/" + String.join("/", segments);
    }
}
