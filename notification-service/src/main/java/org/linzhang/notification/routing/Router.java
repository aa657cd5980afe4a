package org.linzhang.notification.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import org.linzhang.incident.event.IncidentReported;
import org.linzhang.notification.roster.Appointment;
import org.linzhang.notification.roster.Roster;
import org.linzhang.platform.region.RegionCode;

/** Brings the rules and the people together; within the session in hand. */
@ApplicationScoped
public class Router {

    private static final String RULES = "from RoutingRule";

    /** Rules change seldom, and are asked for with every report: within this time a change is noticed. */
    private static final Duration RULES_STAY = Duration.ofSeconds(10);

    private record Known(RoutingTable table, Instant until) {}

    private final Roster roster;
    private final String lastResort;
    private final Clock clock;
    private volatile Known known;

    Router(Roster roster, RoutingConfig config, Clock clock) {
        this.roster = roster;
        this.lastResort = config.lastResort();
        this.clock = clock;
    }

    /** Who must know of a report. */
    public Uni<Route> reported(IncidentReported report) {
        return table().chain(table -> roster.answeringFor(report.region()).map(people -> table.route(report, people)));
    }

    /** Who has an incident that was handed to the chief of a region. */
    public Uni<Route> toChiefOf(RegionCode region) {
        return roster.answeringFor(region)
                .map(people -> new RoutingTable(List.of(), lastResort).routeTo(region, people));
    }

    /** Who has an incident that was handed to a person: they, for what they answer for nearest to the place. */
    public Uni<Route> toPerson(String username, RegionCode place) {
        return roster.heldBy(username).map(held -> {
            var region = held.stream()
                    .map(Appointment::region)
                    .min(Comparator.comparing((RegionCode theirs) -> !theirs.contains(place))
                            .thenComparing(Comparator.reverseOrder()))
                    .orElse(place);
            return new Route(List.of(new Recipient(username, region)), false);
        });
    }

    private Uni<RoutingTable> table() {
        var now = clock.instant();
        var read = known;
        if (read != null && now.isBefore(read.until())) {
            return Uni.createFrom().item(read.table());
        }
        return Panache.getSession()
                .chain(session -> session.createQuery(RULES, RoutingRule.class).getResultList())
                .map(rules -> new RoutingTable(rules, lastResort))
                .invoke(table -> known = new Known(table, now.plus(RULES_STAY)));
    }
}
