package org.linzhang.platform.region;

/** A region and what it is called, such as {@code 512002 雁江区}. */
public record Region(RegionCode code, String name) {}
