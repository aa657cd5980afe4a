package org.linzhang.incident.roster;

import org.linzhang.platform.region.RegionCode;

/** A person on the roster and the region they are appointed to. */
public record Person(String username, String name, RegionCode region) {}
