package org.linzhang.incident.lifecycle;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Role;

/**
 * The chief of a region, or a person, who is responsible for handling an incident.
 *
 * @param region the code of the chief's region; of a person, the region they are appointed to
 * @param username null if the assignee is the chief of the region
 * @param name display name of the person or the region
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

    /** Null if the assignee is a person. */
    RegionCode chiefRegion() {
        return username == null ? RegionCode.of(region) : null;
    }
}
