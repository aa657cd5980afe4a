package org.linzhang.platform.geography;

import org.linzhang.platform.region.RegionCode;

/** A region and what it is called, such as {@code 512002 雁江区}. */
public record Region(RegionCode code, String name) {}
