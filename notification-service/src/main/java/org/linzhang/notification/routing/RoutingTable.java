package org.linzhang.notification.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

import org.linzhang.incident.event.IncidentReported;
import org.linzhang.notification.roster.Appointment;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Role;

/**
 * Finds who must know. A vacant seat is taken by the next chief above; where the whole line up to the root has no chief,
 * by its supervisors; where it has nobody, by a user who is configured: nobody on duty never means silence.
 *
 * @param lastResort username
 */
record RoutingTable(List<RoutingRule> rules, String lastResort) {

    private record Seat(RegionCode region, String role) {

        boolean isHeldBy(Appointment appointment) {
            return appointment.region().equals(region) && appointment.role().equals(role);
        }
    }

    /** Who must know of a report. Of the roster only people of the place and of the regions above it are ever told. */
    Route route(IncidentReported report, Collection<Appointment> roster) {
        var place = report.region();
        var holders = seats(report).stream()
                .flatMap(seat -> holdersOf(seat, roster).stream())
                .toList();
        return holders.isEmpty() ? routeTo(place, roster) : new Route(each(holders), false);
    }

    /** The chief of a region, or who stands in. */
    Route routeTo(RegionCode region, Collection<Appointment> roster) {
        var chiefs = nearest(Role.CHIEF, region, roster);
        if (!chiefs.isEmpty()) {
            return new Route(each(chiefs), false);
        }
        var supervisors = nearest(Role.SUPERVISOR, region, roster);
        return new Route(supervisors.isEmpty() ? List.of(new Recipient(lastResort, region)) : each(supervisors), true);
    }

    private List<Seat> seats(IncidentReported report) {
        return rules.stream()
                .filter(rule -> rule.concerns(report))
                .map(rule -> new Seat(atOrAbove(report.region(), rule.level()), rule.role()))
                .distinct()
                .toList();
    }

    /** A place that is known only at a high level has no one below: the rule means the place itself. */
    private static RegionCode atOrAbove(RegionCode place, Level level) {
        return level.compareTo(place.level()) > 0 ? place : place.at(level);
    }

    private static List<Appointment> holdersOf(Seat seat, Collection<Appointment> roster) {
        var holders = roster.stream().filter(seat::isHeldBy).toList();
        return holders.isEmpty() ? nearest(Role.CHIEF, seat.region(), roster) : holders;
    }

    /** The holders of a role in a region, else in the next above that has one. */
    private static List<Appointment> nearest(String role, RegionCode region, Collection<Appointment> roster) {
        var line = new ArrayList<>(List.of(region));
        line.addAll(region.ancestors());
        return line.stream()
                .map(at -> roster.stream().filter(new Seat(at, role)::isHeldBy).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Each person once, told for the smallest region of theirs. */
    private static List<Recipient> each(List<Appointment> holders) {
        var told = new LinkedHashMap<String, Recipient>();
        holders.stream()
                .sorted(Comparator.comparing(Appointment::region).reversed())
                .forEach(holder ->
                        told.putIfAbsent(holder.username(), new Recipient(holder.username(), holder.region())));
        return List.copyOf(told.values());
    }
}
