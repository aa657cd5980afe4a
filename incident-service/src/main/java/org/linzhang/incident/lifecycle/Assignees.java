package org.linzhang.incident.lifecycle;

import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import org.linzhang.incident.roster.Roster;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.problem.UnknownRegion;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.region.Regions;
import org.linzhang.platform.security.Caller;

/** Finds whom an incident is to be handed to. */
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
     * The chief of a region, or the person of a username; both within the caller's region.
     *
     * <p>Fails with {@link UnknownRegion} or {@link InvalidField}. A person outside the caller's region is as unknown as one
     * who does not exist.
     */
    Uni<Assignee> find(String to, Caller caller) {
        return regionOf(to)
                .map(region -> Uni.createFrom().item(chiefOf(region, caller)))
                .orElseGet(() -> person(to, caller));
    }

    private Assignee chiefOf(RegionCode region, Caller caller) {
        if (!regions.knows(region)) {
            throw new UnknownRegion(FIELD, region.value());
        }
        if (!caller.scope().contains(region)) {
            throw new InvalidField(FIELD, "lies outside your region; hand over within it");
        }
        return new Assignee(region.value(), null, regions.pathOf(region));
    }

    private Uni<Assignee> person(String username, Caller caller) {
        return roster.find(username, caller.scope())
                .map(found -> found.map(
                                person -> new Assignee(person.region().value(), person.username(), person.name()))
                        .orElseThrow(() -> new InvalidField(FIELD, "names no region, and no person in your region")));
    }

    private static Optional<RegionCode> regionOf(String to) {
        try {
            return Optional.of(RegionCode.of(to));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
