package org.linzhang.platform.security;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;

/**
 * The user who sends the request.
 *
 * @param username unique; the claim {@code preferred_username}
 * @param name display name
 * @param roles names of {@link Role}; the caller has each role in each of the regions
 * @param regions the regions that the user is appointed to, at least one, widest first. One may be within another
 */
public record Caller(String username, String name, Set<String> roles, List<RegionCode> regions) {

    private static final Comparator<RegionCode> WIDEST_FIRST =
            Comparator.comparing(RegionCode::level).thenComparing(Comparator.naturalOrder());

    /** @param regions at least one, in any order */
    public Caller {
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("a caller has at least one region");
        }
        regions = regions.stream().distinct().sorted(WIDEST_FIRST).toList();
    }

    public boolean is(String role) {
        return roles.contains(role);
    }

    /** The caller's widest region, for where only one can be given; of several, the one with the smallest code. */
    public RegionCode region() {
        return regions.getFirst();
    }

    /** The caller's smallest region that contains another one; empty if that one is outside the caller's scope. */
    public Optional<RegionCode> regionFor(RegionCode other) {
        return regions.reversed().stream().filter(own -> own.contains(other)).findFirst();
    }

    /** Whether the caller is the forest chief of exactly this region. */
    public boolean isChiefOf(RegionCode region) {
        return is(Role.CHIEF) && regions.contains(region);
    }

    /** Whether the caller is the forest chief of a region of this level or a higher one that contains the other region. */
    public boolean isChiefOver(RegionCode other, Level from) {
        return is(Role.CHIEF)
                && regions.stream().anyMatch(own -> own.level().compareTo(from) <= 0 && own.contains(other));
    }

    public Scope scope() {
        return new Scope(regions);
    }
}
