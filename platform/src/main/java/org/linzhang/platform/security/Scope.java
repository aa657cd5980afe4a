package org.linzhang.platform.security;

import java.util.ArrayList;
import java.util.List;

import org.linzhang.platform.region.RegionCode;

/**
 * The regions that a caller may see, with their descendants. {@link ScopedQuery} limits a query to a scope.
 *
 * @param regions at least one; sorted by code; none is within another
 */
public record Scope(List<RegionCode> regions) {

    /** @param regions at least one, in any order; those within another are dropped */
    public Scope {
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("a scope has at least one region");
        }
        regions = widest(regions);
    }

    public static Scope of(RegionCode region) {
        return new Scope(List.of(region));
    }

    public boolean contains(RegionCode other) {
        return regions.stream().anyMatch(region -> region.contains(other));
    }

    /** A region's code sorts directly before the codes of its descendants. */
    private static List<RegionCode> widest(List<RegionCode> regions) {
        var widest = new ArrayList<RegionCode>();
        for (var region : regions.stream().sorted().toList()) {
            if (widest.isEmpty() || !widest.getLast().contains(region)) {
                widest.add(region);
            }
        }
        return List.copyOf(widest);
    }
}
