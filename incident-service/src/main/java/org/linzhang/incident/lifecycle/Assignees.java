package org.linzhang.incident.lifecycle;

import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import org.linzhang.incident.roster.Roster;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.problem.UnknownRegion;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;

/** Finds the recipient of a hand-over. */
@ApplicationScoped
class Assignees {

    private static final String FIELD = "to";

    private final Regions regions;
    private final Roster roster;

    Assignees(Regions regions, Roster roster) {
        this.regions = regions;
        this.roster = roster;
    }

    /**
     * Finds the chief of a region or the person with a username, within the caller's region.
     *
     * <p>Fails with {@link UnknownRegion} or {@link InvalidField}. The failure is the same for a person outside the caller's
     * region and for one who does not exist.
     *
     * @param to a region code or a username
     */
    Uni<Assignee> find(String to, Caller caller) {
        return parseRegion(to)
                .map(region -> Uni.createFrom().item(chiefOf(region, caller)))
                .orElseGet(() -> findPerson(to, caller));
    }

    private Assignee chiefOf(RegionCode region, Caller caller) {
        if (!regions.knows(region)) {
            throw new UnknownRegion(FIELD, region.value());
        }
        if (!caller.scope().contains(region)) {
            throw new InvalidField(FIELD, "is outside your region; hand over within it");
        }
        return new Assignee(region.value(), null, regions.pathOf(region));
    }

    private Uni<Assignee> findPerson(String username, Caller caller) {
        return roster.find(username, caller.scope())
                .map(found -> found.map(
                                person -> new Assignee(person.region().value(), person.username(), person.name()))
                        .orElseThrow(() -> new InvalidField(
                                FIELD, "is no region code, and no person in your region has this username")));
    }

    private static Optional<RegionCode> parseRegion(String to) {
        try {
            return Optional.of(RegionCode.of(to));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
