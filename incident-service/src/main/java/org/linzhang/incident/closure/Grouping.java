package org.linzhang.incident.closure;

import java.util.Arrays;
import java.util.Locale;

import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;

/** What the closure figures are broken down by. */
enum Grouping {
    /** By the regions right below the one asked for; what sits at that one itself stands under its own code. */
    REGION {
        @Override
        String key(RegionCode region) {
            var level = region.level();
            int below = level == Level.VILLAGE ? 0 : Level.values()[level.ordinal() + 1].digits() - level.digits();
            return "left(region_code, " + (region.value().length() + below) + ")";
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

    /** The SQL expression of a group's key. */
    abstract String key(RegionCode region);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidField for a word that is none; REGION for none */
    static Grouping of(String word) {
        if (word == null) {
            return REGION;
        }
        return Arrays.stream(values())
                .filter(grouping -> grouping.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidField("by", "must be one of region, kind, month"));
    }
}
