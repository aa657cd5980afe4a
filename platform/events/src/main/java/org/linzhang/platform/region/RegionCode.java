package org.linzhang.platform.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The code of a region: 2 (province), 4 (city), 6 (county, GB/T 2260), 9 (township, GB/T 10114) or 12 (village) digits,
 * with the prefix {@code E} for a forestry enterprise. The codes of its ancestors are prefixes of it.
 */
public record RegionCode(@JsonValue String value) implements Comparable<RegionCode> {

    private static final Pattern SHAPE = Pattern.compile("E?[0-9]{2,12}");

    /** @throws IllegalArgumentException if the text is not a region code */
    @JsonCreator
    public RegionCode {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a region code is digits, with the prefix E for an enterprise");
        }
        Level.ofDigits(digits(value));
    }

    public static RegionCode of(String value) {
        return new RegionCode(value);
    }

    public Level level() {
        return Level.ofDigits(digits(value));
    }

    /** The parent region; empty for a province. */
    public Optional<RegionCode> parent() {
        return level() == Level.PROVINCE ? Optional.empty() : Optional.of(at(Level.values()[level().ordinal() - 1]));
    }

    /** The regions that contain this one, from its parent to the province. */
    public List<RegionCode> ancestors() {
        var ancestors = new ArrayList<RegionCode>();
        for (var ancestor = parent();
                ancestor.isPresent();
                ancestor = ancestor.get().parent()) {
            ancestors.add(ancestor.get());
        }
        return ancestors;
    }

    /**
     * The ancestor at a level; this region itself at its own level.
     *
     * @throws IllegalArgumentException if the level is below this region's own
     */
    public RegionCode at(Level level) {
        if (level.compareTo(level()) > 0) {
            throw new IllegalArgumentException(value + " is above the level " + level);
        }
        return new RegionCode(value.substring(0, level.digits() + value.length() - digits(value)));
    }

    /** Whether the other region is this region or a descendant of it. */
    public boolean contains(RegionCode other) {
        return other.value.startsWith(value);
    }

    /**
     * The smallest text, in byte order, that is greater than all codes of this region's subtree:
     * {@code code >= value and code < upperBound} selects exactly the subtree, with an index of collation "C".
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
