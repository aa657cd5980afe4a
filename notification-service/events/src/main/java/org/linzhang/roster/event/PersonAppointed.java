package org.linzhang.roster.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * A person was made responsible for a region, in a role.
 *
 * @param role as in the token: ranger, chief, supervisor, police
 */
@EventType("org.linzhang.roster.appointed.v1")
public record PersonAppointed(
        UUID eventId, Instant occurredAt, RegionCode region, String username, String name, String role)
        implements RosterEvent {

    @Override
    public String key() {
        return region + "/" + username;
    }
}
