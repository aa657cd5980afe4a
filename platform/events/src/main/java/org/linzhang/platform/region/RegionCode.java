package org.linzhang.platform.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The code of a region: 2 (province), 4 (city), 6 (county, GB/T 2260), 9 (township, GB/T 10114) or 12 (village) digits;
 * behind an {@code E} for a forestry enterprise. Its prefixes are its ancestors.
 */
public record RegionCode(@JsonValue String value) implements Comparable<RegionCode> {

    private static final Pattern SHAPE = Pattern.compile("E?[0-9]{2,12}");

    /** @throws IllegalArgumentException where the text is no region code */
    @JsonCreator
    public RegionCode {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a region code is digits, behind an E for an enterprise");
        }
        Level.ofDigits(digits(value));
    }

    public static RegionCode of(String value) {
        return new RegionCode(value);
    }

    public Level level() {
        return Level.ofDigits(digits(value));
    }

    /** The region above, empty for a province. */
    public Optional<RegionCode> parent() {
        return level() == Level.PROVINCE ? Optional.empty() : Optional.of(at(Level.values()[level().ordinal() - 1]));
    }

    /** The regions above, nearest first. */
    public List<RegionCode> ancestors() {
        var ancestors = new ArrayList<RegionCode>();
        for (var above = parent(); above.isPresent(); above = above.get().parent()) {
            ancestors.add(above.get());
        }
        return ancestors;
    }

    /**
     * The ancestor, or this region itself, of a level.
     *
     * @throws IllegalArgumentException for a level below this region's own
     */
    public RegionCode at(Level level) {
        if (level.compareTo(level()) > 0) {
            throw new IllegalArgumentException(value + " is no part of one " + level);
        }
        return new RegionCode(value.substring(0, level.digits() + value.length() - digits(value)));
    }

    /** Whether the other is this region or lies in it. */
    public boolean contains(RegionCode other) {
        return other.value.startsWith(value);
    }

    /**
     * The first text, in byte order, behind this region's subtree: {@code code >= value and code < behind} selects just the
     * subtree, on an index with collation "C".
     */
    public String upperBound() {
        int last = value.length() - 1;
        return value.substring(0, last) + (char) (value.charAt(last) + 1);
    }

    @Override
    public int compareTo(RegionCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static int digits(String value) {
        return value.charAt(0) == 'E' ? value.length() - 1 : value.length();
    }
}
