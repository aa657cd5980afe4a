package org.linzhang.platform.region;

/** What a caller may see: one region and all that lies in it. */
public record Scope(RegionCode region) {

    public boolean contains(RegionCode other) {
        return region.contains(other);
    }

    /** First code of the scope, for {@code code >= from and code < until} with collation "C". */
    public String from() {
        return region.value();
    }

    /** First code behind the scope. */
    public String until() {
        return region.upperBound();
    }
}
