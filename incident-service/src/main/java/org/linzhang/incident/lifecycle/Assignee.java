package org.linzhang.incident.lifecycle;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;

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

    /** A person, for the smallest of their regions that contains the incident; for their widest region if none does. */
    static Assignee of(Caller person, RegionCode incidentRegion) {
        var region = person.regionFor(incidentRegion).orElse(person.region());
        return new Assignee(region.value(), person.username(), person.name());
    }

    boolean is(Caller caller) {
        return username == null
                ? caller.isChiefOf(RegionCode.of(region))
                : caller.username().equals(username);
    }

    /** Whether the caller is a chief of the assignee's region, or of one above. */
    boolean isBelow(Caller caller) {
        return caller.isChiefOver(RegionCode.of(region), Level.VILLAGE);
    }

    /** Null if the assignee is a person. */
    RegionCode chiefRegion() {
        return username == null ? RegionCode.of(region) : null;
    }
}
