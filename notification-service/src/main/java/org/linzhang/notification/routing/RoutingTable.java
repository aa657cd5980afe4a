package org.linzhang.notification.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentReported;
import org.linzhang.notification.roster.Appointment;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Role;

/**
 * Finds recipients by rules. A vacant post is covered by the chief of the nearest region above. If no region above has a
 * chief, the nearest supervisors are alerted, else a configured user: an incident always has a recipient.
 *
 * @param fallbackRecipient username
 */
record RoutingTable(List<RoutingRule> rules, String fallbackRecipient) {

    private record Post(RegionCode region, String role) {

        boolean isHeldBy(Appointment appointment) {
            return appointment.region().equals(region) && appointment.role().equals(role);
        }
    }

    /** Finds the recipients of a report, among the people of its region and of the regions above it. */
    Route route(IncidentReported report, Collection<Appointment> roster) {
        var holders = posts(report).stream()
                .flatMap(post -> holdersOf(post, roster).stream())
                .toList();
        return holders.isEmpty() ? routeToChief(report.region(), roster) : new Route(recipients(holders), false);
    }

    /** Finds the chief of a region, or those who are alerted instead. */
    Route routeToChief(RegionCode region, Collection<Appointment> roster) {
        var chiefs = nearestHolders(Role.CHIEF, region, roster);
        if (!chiefs.isEmpty()) {
            return new Route(recipients(chiefs), false);
        }
        var supervisors = nearestHolders(Role.SUPERVISOR, region, roster);
        return new Route(
                supervisors.isEmpty() ? List.of(new Recipient(fallbackRecipient, region)) : recipients(supervisors),
                true);
    }

    private List<Post> posts(IncidentReported report) {
        var named = rules.stream()
                .filter(rule -> rule.matches(report))
                .map(rule -> new Post(regionAt(rule.level(), report.region()), rule.role()));
        // No rule names a kind that was added after this version; a rule for any kind must not replace the chief.
        var responsible = report.kind() == IncidentKind.UNKNOWN
                ? Stream.of(new Post(report.region(), Role.CHIEF))
                : Stream.<Post>empty();
        return Stream.concat(named, responsible).distinct().toList();
    }

    /** The region itself if the level is below it: the report does not say in which of its parts the incident is. */
    private static RegionCode regionAt(Level level, RegionCode region) {
        return level.compareTo(region.level()) > 0 ? region : region.at(level);
    }

    private static List<Appointment> holdersOf(Post post, Collection<Appointment> roster) {
        var holders = roster.stream().filter(post::isHeldBy).toList();
        return holders.isEmpty() ? nearestHolders(Role.CHIEF, post.region(), roster) : holders;
    }

    /** The holders of a role in a region, else in the nearest region above that has one. */
    private static List<Appointment> nearestHolders(String role, RegionCode region, Collection<Appointment> roster) {
        var regions = new ArrayList<>(List.of(region));
        regions.addAll(region.ancestors());
        return regions.stream()
                .map(at -> roster.stream().filter(new Post(at, role)::isHeldBy).toList())
                .filter(holders -> !holders.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Each person once, with the smallest of their regions. */
    private static List<Recipient> recipients(List<Appointment> holders) {
        var recipients = new LinkedHashMap<String, Recipient>();
        holders.stream()
                .sorted(Comparator.comparing(Appointment::region).reversed())
                .forEach(holder ->
                        recipients.putIfAbsent(holder.username(), new Recipient(holder.username(), holder.region())));
        return List.copyOf(recipients.values());
    }
}
