package org.linzhang.platform.geography;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The files of an installation's regions. The defaults are the regions of Ziyang city, which are part of the platform. */
@ConfigMapping(prefix = "linzhang.regions")
interface RegionConfig {

    /** CSV with the header {@code code,name}. */
    Optional<Path> file();

    /** GeoJSON feature collection of polygons (WGS84) with the properties {@code code} and {@code name}. */
    Optional<Path> boundaries();
}
