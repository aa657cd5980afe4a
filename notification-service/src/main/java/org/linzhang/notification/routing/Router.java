package org.linzhang.notification.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    /** Rules and roster change seldom, and are asked for with every report: within this time a change is noticed. */
    private static final Duration STAY = Duration.ofSeconds(10);

    /**
     * What was read lately. Many report one fire, so their places are few.
     *
     * @param lines who answers for a place and the regions above it
     */
    private record Known(RoutingTable table, Map<RegionCode, List<Appointment>> lines, Instant until) {}

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
        return known().chain(known ->
                answering(report.region(), known).map(people -> known.table().route(report, people)));
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

    private Uni<Known> known() {
        var now = clock.instant();
        var read = known;
        if (read != null && now.isBefore(read.until())) {
            return Uni.createFrom().item(read);
        }
        return Panache.getSession()
                .chain(session -> session.createQuery(RULES, RoutingRule.class).getResultList())
                .map(rules -> new Known(new RoutingTable(rules, lastResort), new ConcurrentHashMap<>(), now.plus(STAY)))
                .invoke(fresh -> known = fresh);
    }

    private Uni<List<Appointment>> answering(RegionCode place, Known known) {
        var line = known.lines().get(place);
        return line != null
                ? Uni.createFrom().item(line)
                : roster.answeringFor(place).invoke(people -> known.lines().put(place, people));
    }
}
