package org.linzhang.platform.security;

import org.linzhang.platform.region.RegionCode;

/** The regions that a caller may see: one region and its descendants. */
public record Scope(RegionCode region) {

    public boolean contains(RegionCode other) {
        return region.contains(other);
    }

    /** Inclusive lower limit of the codes: {@code code >= from and code < until} with collation "C". */
    public String from() {
        return region.value();
    }

    /** Exclusive upper limit of the codes. */
    public String until() {
        return region.upperBound();
    }
}
