package org.linzhang.gateway.region;

import org.linzhang.platform.geography.Region;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;

/** A region as JSON: {@code {"code":"512002","name":"雁江区","level":"COUNTY"}}. */
public record RegionView(RegionCode code, String name, Level level) {

    public static RegionView of(Region region) {
        return new RegionView(region.code(), region.name(), region.code().level());
    }
}
