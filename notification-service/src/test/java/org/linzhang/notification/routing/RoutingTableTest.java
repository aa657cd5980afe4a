package org.linzhang.notification.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentReported;
import org.linzhang.incident.event.Severity;
import org.linzhang.notification.IncidentEvents;
import org.linzhang.notification.roster.Appointment;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;

class RoutingTableTest {

    private static final RegionCode CITY = RegionCode.of("5120");
    private static final RegionCode COUNTY = RegionCode.of("512002");
    private static final RegionCode TOWNSHIP = RegionCode.of("512002100");
    private static final RegionCode VILLAGE = RegionCode.of("512002100201");

    private static final Appointment CITY_CHIEF = chief(CITY);
    private static final Appointment COUNTY_CHIEF = chief(COUNTY);
    private static final Appointment TOWNSHIP_CHIEF = chief(TOWNSHIP);
    private static final Appointment VILLAGE_CHIEF = chief(VILLAGE);
    private static final List<Appointment> ALL = List.of(CITY_CHIEF, COUNTY_CHIEF, TOWNSHIP_CHIEF, VILLAGE_CHIEF);

    private static final RoutingTable FIRES = new RoutingTable(
            List.of(
                    new RoutingRule(IncidentKind.FIRE, null, Level.VILLAGE, "chief"),
                    new RoutingRule(IncidentKind.FIRE, null, Level.TOWNSHIP, "chief"),
                    new RoutingRule(null, Severity.CRITICAL, Level.CITY, "chief"),
                    new RoutingRule(IncidentKind.ILLEGAL_LOGGING, null, Level.COUNTY, "police")),
            "admin");

    @Test
    void the_holders_of_all_rules_that_match_are_told() {
        assertThat(told(FIRES.route(fire(Severity.MINOR, VILLAGE), ALL)))
                .containsExactlyInAnyOrder(VILLAGE_CHIEF.username(), TOWNSHIP_CHIEF.username());
        assertThat(told(FIRES.route(fire(Severity.CRITICAL, VILLAGE), ALL)))
                .containsExactlyInAnyOrder(VILLAGE_CHIEF.username(), TOWNSHIP_CHIEF.username(), CITY_CHIEF.username());
    }

    @Test
    void a_place_known_only_as_a_county_tells_the_countys_chief() {
        assertThat(told(FIRES.route(fire(Severity.MINOR, COUNTY), ALL))).containsExactly(COUNTY_CHIEF.username());
    }

    @Test
    void a_vacant_seat_is_taken_by_the_next_chief_above() {
        assertThat(told(FIRES.route(fire(Severity.MINOR, VILLAGE), List.of(VILLAGE_CHIEF, COUNTY_CHIEF, CITY_CHIEF))))
                .containsExactlyInAnyOrder(VILLAGE_CHIEF.username(), COUNTY_CHIEF.username());
    }

    @Test
    void where_there_is_no_police_the_countys_chief_takes_its_place() {
        var logging = IncidentEvents.reported(IncidentKind.ILLEGAL_LOGGING, Severity.MINOR, VILLAGE);
        assertThat(told(FIRES.route(logging, ALL))).containsExactly(COUNTY_CHIEF.username());
    }

    @Test
    void a_kind_that_no_rule_names_goes_to_the_chief_of_the_place() {
        var spot = IncidentEvents.reported(IncidentKind.SPOT, Severity.MINOR, VILLAGE);
        assertThat(told(FIRES.route(spot, ALL))).containsExactly(VILLAGE_CHIEF.username());
    }

    @Test
    void a_chief_of_the_place_is_told_where_nobody_sits_where_the_rules_say() {
        var logging = IncidentEvents.reported(IncidentKind.ILLEGAL_LOGGING, Severity.MINOR, VILLAGE);
        assertThat(told(FIRES.route(logging, List.of(VILLAGE_CHIEF)))).containsExactly(VILLAGE_CHIEF.username());
    }

    @Test
    void who_leads_two_regions_is_told_once_and_for_the_smaller() {
        var both = List.of(
                new Appointment(TOWNSHIP, "busy", "忙林长", "chief"), new Appointment(VILLAGE, "busy", "忙林长", "chief"));
        assertThat(FIRES.route(fire(Severity.MINOR, VILLAGE), both).recipients())
                .containsExactly(new Recipient("busy", VILLAGE));
    }

    @Test
    void without_any_chief_the_supervisors_are_told_and_it_is_said_that_the_roster_has_a_hole() {
        var supervisor = new Appointment(CITY, "supervisor", "刘督查", "supervisor");
        var route = FIRES.route(fire(Severity.MINOR, VILLAGE), List.of(supervisor));
        assertThat(told(route)).containsExactly("supervisor");
        assertThat(route.orphaned()).isTrue();
    }

    @Test
    void without_anybody_the_last_resort_is_told() {
        var route = FIRES.route(fire(Severity.MINOR, VILLAGE), List.of());
        assertThat(told(route)).containsExactly("admin");
        assertThat(route.orphaned()).isTrue();
    }

    @Property
    void somebody_is_told_of_every_incident_whatever_holes_the_roster_has(
            @ForAll("reports") IncidentReported report,
            @ForAll("rules") List<RoutingRule> rules,
            @ForAll("rosters") List<Appointment> roster) {
        assertThat(new RoutingTable(rules, "admin").route(report, roster).recipients())
                .isNotEmpty();
    }

    @Property
    void nobody_is_told_but_people_of_the_place_and_the_regions_above(
            @ForAll("reports") IncidentReported report,
            @ForAll("rules") List<RoutingRule> rules,
            @ForAll("rosters") List<Appointment> roster) {
        var route = new RoutingTable(rules, "admin").route(report, roster);
        assertThat(route.recipients())
                .allMatch(recipient -> recipient.region().contains(report.region()))
                .allMatch(recipient -> recipient.username().equals("admin")
                        || roster.stream()
                                .anyMatch(person -> person.username().equals(recipient.username())
                                        && person.region().equals(recipient.region())));
    }

    @Property
    void nobody_is_told_twice(
            @ForAll("reports") IncidentReported report,
            @ForAll("rules") List<RoutingRule> rules,
            @ForAll("rosters") List<Appointment> roster) {
        assertThat(told(new RoutingTable(rules, "admin").route(report, roster))).doesNotHaveDuplicates();
    }

    @Property
    void the_last_resort_is_told_only_where_no_chief_and_no_supervisor_is_above(
            @ForAll("reports") IncidentReported report, @ForAll("rosters") List<Appointment> roster) {
        boolean anybody = roster.stream()
                .anyMatch(person -> person.region().contains(report.region())
                        && List.of("chief", "supervisor").contains(person.role()));
        assertThat(told(FIRES.route(report, roster)).contains("admin")).isEqualTo(!anybody && noPolice(report, roster));
    }

    private static boolean noPolice(IncidentReported report, List<Appointment> roster) {
        return report.kind() != IncidentKind.ILLEGAL_LOGGING
                || roster.stream()
                        .noneMatch(person -> person.role().equals("police")
                                && person.region().contains(report.region())
                                && person.region()
                                        .equals(
                                                report.region().level().compareTo(Level.COUNTY) < 0
                                                        ? report.region()
                                                        : report.region().at(Level.COUNTY)));
    }

    @Provide
    Arbitrary<IncidentReported> reports() {
        return Combinators.combine(Arbitraries.of(IncidentKind.class), Arbitraries.of(Severity.class), regions())
                .as(IncidentEvents::reported);
    }

    @Provide
    Arbitrary<List<RoutingRule>> rules() {
        return Combinators.combine(
                        Arbitraries.of(IncidentKind.class).injectNull(0.2),
                        Arbitraries.of(Severity.class).injectNull(0.5),
                        Arbitraries.of(Level.class),
                        roles())
                .as(RoutingRule::new)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Appointment>> rosters() {
        return Combinators.combine(regions(), Arbitraries.of("a", "b", "c", "d", "e"), roles())
                .as((region, username, role) -> new Appointment(region, username, username, role))
                .list()
                .ofMaxSize(12);
    }

    private static Arbitrary<String> roles() {
        return Arbitraries.of("chief", "chief", "police", "supervisor", "ranger");
    }

    /** Few, so that they often lie in one another. */
    private static Arbitrary<RegionCode> regions() {
        var digits = Arbitraries.strings().withChars('1', '2').ofLength(12);
        return Combinators.combine(digits, Arbitraries.of(Level.class), Arbitraries.of("", "", "E"))
                .as((text, level, prefix) -> RegionCode.of(prefix + text.substring(0, level.digits())));
    }

    private static IncidentReported fire(Severity severity, RegionCode place) {
        return IncidentEvents.reported(IncidentKind.FIRE, severity, place);
    }

    private static Appointment chief(RegionCode region) {
        return new Appointment(region, "chief-" + region, region + "林长", "chief");
    }

    private static List<String> told(Route route) {
        return route.recipients().stream().map(Recipient::username).toList();
    }
}
