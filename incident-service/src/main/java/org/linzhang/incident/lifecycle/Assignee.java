package org.linzhang.incident.lifecycle;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Role;

/**
 * Who has an incident in hand: whoever is chief of a region, or one person.
 *
 * @param region the code of that region; of a person, the region that they answer for
 * @param username null where it is the chief of the region
 * @param name of the person or the region, as people call them
 */
@Embeddable
record Assignee(
        @Column(name = "handed_to_region") String region,
        @Column(name = "handed_to_username") String username,
        @Column(name = "handed_to_name") String name) {

    static Assignee of(Caller person) {
        return new Assignee(person.region().value(), person.username(), person.name());
    }

    boolean is(Caller caller) {
        return username == null
                ? caller.is(Role.CHIEF) && caller.region().value().equals(region)
                : caller.username().equals(username);
    }

    /** Whether the caller is a chief of the assignee's region, or of one above. */
    boolean isBelow(Caller caller) {
        return caller.is(Role.CHIEF) && caller.region().contains(RegionCode.of(region));
    }

    /** The region on the wire: null where it is a person. */
    RegionCode toRegion() {
        return username == null ? RegionCode.of(region) : null;
    }
}
