package org.linzhang.roster.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/**
 * A person was made responsible for a region, in a role.
 *
 * @param role as in the token: ranger, chief, supervisor, police
 */
@EventType("org.linzhang.roster.appointed.v1")
public record PersonAppointed(
        UUID eventId, Instant occurredAt, RegionCode region, Username username, PersonName name, String role)
        implements RosterEvent {}
