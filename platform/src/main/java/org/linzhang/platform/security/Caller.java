package org.linzhang.platform.security;

import java.util.Set;

import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;

/**
 * The user who sends the request.
 *
 * @param username unique; the claim {@code preferred_username}
 * @param name display name
 * @param roles names of {@link Role}
 * @param region the one region that the user is responsible for
 */
public record Caller(String username, String name, Set<String> roles, RegionCode region) {

    public boolean is(String role) {
        return roles.contains(role);
    }

    /** Whether the caller is a forest chief of this level or a higher one. */
    public boolean isChiefFrom(Level level) {
        return is(Role.CHIEF) && region.level().compareTo(level) <= 0;
    }

    public Scope scope() {
        return new Scope(region);
    }
}
