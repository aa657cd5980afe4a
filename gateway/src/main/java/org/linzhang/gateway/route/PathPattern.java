package org.linzhang.gateway.route;

import java.util.Arrays;

/**
 * A prefix of paths. {@code *} is any single segment: {@code /api/patrols/&#42;/segments} matches
 * {@code /api/patrols/1/segments/2}. The last segment may have an extension: {@code /api/ledger} matches
 * {@code /api/ledger.csv}.
 */
final class PathPattern {

    private static final String ANY = "*";

    private final String[] segments;

    PathPattern(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("a path in the routing table begins with a slash: " + pattern);
        }
        segments = Arrays.stream(pattern.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toArray(String[]::new);
    }

    boolean matches(String path) {
        int at = 0;
        for (int i = 0; i < segments.length; i++) {
            at = endOfMatch(path, at, i);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    /** The index after the segment that begins with the slash at {@code slash}; -1 if it does not match. */
    private int endOfMatch(String path, int slash, int index) {
        int start = slash + 1;
        if (start >= path.length() || path.charAt(slash) != '/') {
            return -1;
        }
        var segment = segments[index];
        if (segment.equals(ANY)) {
            int end = path.indexOf('/', start);
            return end < 0 ? path.length() : end;
        }
        int end = start + segment.length();
        if (!path.startsWith(segment, start)) {
            return -1;
        }
        boolean isWhole = end == path.length() || path.charAt(end) == '/';
        boolean hasExtension = !isWhole && path.charAt(end) == '.' && index == segments.length - 1;
        return isWhole || hasExtension ? end : -1;
    }

    /** Of two patterns that match a path, the one with the higher value is more specific. */
    int specificity() {
        int literals = (int)
                Arrays.stream(segments).filter(segment -> !segment.equals(ANY)).count();
        return segments.length * 1000 + literals;
    }
}
