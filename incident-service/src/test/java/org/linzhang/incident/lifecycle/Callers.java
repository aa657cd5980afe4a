package org.linzhang.incident.lifecycle;

import java.util.List;
import java.util.Set;

import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Role;

/** The demo users as callers, for tests without a server; also callers of a neighbouring township and another county. */
final class Callers {

    static final Caller RANGER = person("ranger", Role.RANGER, "512002100201");
    static final Caller VILLAGE = person("village", Role.CHIEF, "512002100201");
    static final Caller TOWNSHIP = person("township", Role.CHIEF, "512002100");
    static final Caller COUNTY = person("county", Role.CHIEF, "512002");
    static final Caller CITY = person("city", Role.CHIEF, "5120");
    static final Caller SUPERVISOR = person("supervisor", Role.SUPERVISOR, "5120");
    static final Caller ADMIN = person("admin", Role.ADMIN, "5120");
    static final Caller POLICE = person("police", Role.POLICE, "512002");
    static final Caller NEIGHBOUR = person("neighbour", Role.CHIEF, "512002101");
    static final Caller OUTSIDER = person("outsider", Role.CHIEF, "512021");
    static final Caller OUTSIDE_SUPERVISOR = person("outside-supervisor", Role.SUPERVISOR, "512021");

    private Callers() {}

    static Caller person(String username, String role, String region) {
        return new Caller(username, "name of " + username, Set.of(role), List.of(RegionCode.of(region)));
    }
}
