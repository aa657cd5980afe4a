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

/** Routes incidents by the rules and the roster. Needs an open session. */
@ApplicationScoped
public class Router {

    private static final String RULES = "from RoutingRule";

    /** Rules and roster are read for every report and rarely change. A change takes effect after this time. */
    private static final Duration CACHE_LIFETIME = Duration.ofSeconds(10);

    /**
     * The rules and the appointments that were read lately. It stays small: few regions have reports in ten seconds.
     *
     * @param appointments of a region and the regions above it, by region
     */
    private record Cache(RoutingTable table, Map<RegionCode, List<Appointment>> appointments, Instant expiresAt) {}

    private final Roster roster;
    private final String fallbackRecipient;
    private final Clock clock;
    private volatile Cache cache;

    Router(Roster roster, RoutingConfig config, Clock clock) {
        this.roster = roster;
        this.fallbackRecipient = config.fallbackRecipient();
        this.clock = clock;
    }

    /** Finds the recipients of a report. */
    public Uni<Route> route(IncidentReported report) {
        return cache().chain(cached -> appointments(report.region(), cached)
                .map(appointments -> cached.table().route(report, appointments)));
    }

    /** Finds the recipients of an incident that was handed over to a region's chief. */
    public Uni<Route> routeToChiefOf(RegionCode region) {
        return roster.responsibleFor(region)
                .map(appointments -> new RoutingTable(List.of(), fallbackRecipient).routeToChief(region, appointments));
    }

    /** Routes an incident that was handed over to a person: to their smallest region that contains the incident, if any. */
    public Uni<Route> routeToPerson(String username, RegionCode incidentRegion) {
        return roster.appointmentsOf(username).map(appointments -> {
            var region = appointments.stream()
                    .map(Appointment::region)
                    .min(Comparator.comparing((RegionCode own) -> !own.contains(incidentRegion))
                            .thenComparing(Comparator.reverseOrder()))
                    .orElse(incidentRegion);
            return new Route(List.of(new Recipient(username, region)), false);
        });
    }

    private Uni<Cache> cache() {
        var now = clock.instant();
        var cached = cache;
        if (cached != null && now.isBefore(cached.expiresAt())) {
            return Uni.createFrom().item(cached);
        }
        return Panache.getSession()
                .chain(session -> session.createQuery(RULES, RoutingRule.class).getResultList())
                .map(rules -> new Cache(
                        new RoutingTable(rules, fallbackRecipient),
                        new ConcurrentHashMap<>(),
                        now.plus(CACHE_LIFETIME)))
                .invoke(read -> cache = read);
    }

    private Uni<List<Appointment>> appointments(RegionCode region, Cache cached) {
        var known = cached.appointments().get(region);
        return known != null
                ? Uni.createFrom().item(known)
                : roster.responsibleFor(region)
                        .invoke(read -> cached.appointments().put(region, read));
    }
}
