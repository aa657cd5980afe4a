package org.linzhang.platform.geography;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Where the regions come from; without these, those of Ziyang city that the platform ships. */
@ConfigMapping(prefix = "linzhang.regions")
interface RegionConfig {

    /** CSV with the header {@code code,name}. */
    Optional<Path> file();

    /** GeoJSON feature collection of polygons (WGS84) with the properties {@code code} and {@code name}. */
    Optional<Path> boundaries();
}
