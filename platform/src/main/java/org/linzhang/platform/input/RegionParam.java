package org.linzhang.platform.input;

import jakarta.inject.Singleton;

import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.problem.UnknownRegion;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Scope;

/** Reads the query parameter {@code region}. */
@Singleton
public class RegionParam {

    private static final String FIELD = "region";

    private final Regions regions;

    RegionParam(Regions regions) {
        this.regions = regions;
    }

    /**
     * The region with this code; the caller's widest region if the code is null or empty.
     *
     * @throws InvalidField if the text is not a region code
     * @throws UnknownRegion if no region has this code
     * @throws NotFound if the region is outside the caller's scope
     */
    public RegionCode of(String code, Caller caller) {
        if (isAbsent(code)) {
            return caller.region();
        }
        var region = read(code);
        if (!regions.knows(region)) {
            throw new UnknownRegion(FIELD, code);
        }
        if (!caller.scope().contains(region)) {
            throw new NotFound("region");
        }
        return region;
    }

    /** Like {@link #of}, but all of the caller's regions if the code is null or empty. */
    public Scope scopeOf(String code, Caller caller) {
        return isAbsent(code) ? caller.scope() : Scope.of(of(code, caller));
    }

    private static boolean isAbsent(String code) {
        return code == null || code.isEmpty();
    }

    private static RegionCode read(String code) {
        try {
            return RegionCode.of(code);
        } catch (IllegalArgumentException e) {
            throw new InvalidField(FIELD, e.getMessage());
        }
    }
}
