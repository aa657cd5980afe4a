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

        @Override
        String monthKey() {
            return "region_code";
        }

        @Override
        String monthCondition(RegionCode region) {
            return "parent_code = $1";
        }
    },
    KIND {
        @Override
        String key(RegionCode region) {
            return "kind";
        }

        @Override
        String monthKey() {
            return "kind";
        }
    },
    MONTH {
        @Override
        String key(RegionCode region) {
            return "to_char(day, 'YYYY-MM')";
        }

        @Override
        String monthKey() {
            return "to_char(month, 'YYYY-MM')";
        }
    };

    /** The SQL expression for the key of a group in {@code closure_rollup}. */
    abstract String key(RegionCode region);

    /** The SQL expression for the key of a group in {@code closure_month}. */
    abstract String monthKey();

    /** The rows of {@code closure_month} that are added up; {@code $1} is the region. */
    String monthCondition(RegionCode region) {
        var parent = region.parent().map(RegionCode::value).orElse("");
        return "parent_code = '" + parent + "' and region_code = $1";
    }

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
