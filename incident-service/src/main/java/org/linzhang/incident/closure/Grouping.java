package org.linzhang.incident.closure;

import java.util.Arrays;
import java.util.Locale;

import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;

/** What closure figures are grouped by. */
enum Grouping {
    /** By the child regions of the requested region; its own incidents are a group under its own code. */
    REGION {
        @Override
        String key(RegionCode region) {
            var level = region.level();
            int childDigits =
                    level == Level.VILLAGE ? 0 : Level.values()[level.ordinal() + 1].digits() - level.digits();
            return "left(region_code, " + (region.value().length() + childDigits) + ")";
        }
    },
    KIND {
        @Override
        String key(RegionCode region) {
            return "kind";
        }
    },
    MONTH {
        @Override
        String key(RegionCode region) {
            return "to_char(day, 'YYYY-MM')";
        }
    };

    /** The SQL expression for the key of a group. */
    abstract String key(RegionCode region);

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the query parameter {@code by}: REGION if it is null.
     *
     * @throws InvalidField if there is no grouping of that name
     */
    static Grouping of(String name) {
        if (name == null) {
            return REGION;
        }
        return Arrays.stream(values())
                .filter(grouping -> grouping.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidField("by", "must be one of region, kind, month"));
    }
}
