package org.linzhang.platform.geography;

import org.linzhang.platform.region.RegionCode;

/** A region and its name, such as {@code 512002 雁江区}. */
public record Region(RegionCode code, String name) {}
