package org.linzhang.incident.roster;

import org.linzhang.platform.region.RegionCode;

/** Somebody of the roster, and the region that they answer for. */
public record Person(String username, String name, RegionCode region) {}
