package org.linzhang.roster.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/**
 * A person is no longer responsible for a region. Published as a tombstone: the record has no payload, and its key names region
 * and person.
 */
@EventType("org.linzhang.roster.dismissed.v1")
public record PersonDismissed(UUID eventId, Instant occurredAt, RegionCode region, Username username)
        implements RosterEvent {

    /**
     * Reads the key of a tombstone.
     *
     * @throws IllegalArgumentException if the key does not name a region and a person
     */
    public static PersonDismissed ofKey(UUID eventId, Instant occurredAt, String key) {
        var parts = key.split("/", 2);
        if (parts.length != 2 || parts[1].isEmpty()) {
            throw new IllegalArgumentException("the key must be a region code and a username, separated by a slash");
        }
        return new PersonDismissed(eventId, occurredAt, RegionCode.of(parts[0]), new Username(parts[1]));
    }

    @Override
    public boolean deletesKey() {
        return true;
    }
}
