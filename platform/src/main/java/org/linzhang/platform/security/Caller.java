package org.linzhang.platform.security;

import java.util.Set;

import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;

/**
 * Who is calling.
 *
 * @param username unique, what the token calls {@code preferred_username}
 * @param name what people call them
 * @param roles names of {@link Role}
 * @param region the one region that they answer for
 */
public record Caller(String username, String name, Set<String> roles, RegionCode region) {

    public boolean is(String role) {
        return roles.contains(role);
    }

    /** A forest chief of this level or one above it. */
    public boolean isChiefFrom(Level level) {
        return is(Role.CHIEF) && region.level().compareTo(level) <= 0;
    }

    public Scope scope() {
        return new Scope(region);
    }
}
