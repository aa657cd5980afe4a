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
    void the_holders_of_all_matching_rules_are_alerted() {
        assertThat(usernames(FIRES.route(fire(Severity.MINOR, VILLAGE), ALL)))
                .containsExactlyInAnyOrder(VILLAGE_CHIEF.username(), TOWNSHIP_CHIEF.username());
        assertThat(usernames(FIRES.route(fire(Severity.CRITICAL, VILLAGE), ALL)))
                .containsExactlyInAnyOrder(VILLAGE_CHIEF.username(), TOWNSHIP_CHIEF.username(), CITY_CHIEF.username());
    }

    @Test
    void an_incident_known_only_by_its_county_alerts_the_county_chief() {
        assertThat(usernames(FIRES.route(fire(Severity.MINOR, COUNTY), ALL))).containsExactly(COUNTY_CHIEF.username());
    }

    @Test
    void a_vacant_post_is_covered_by_the_chief_of_the_nearest_region_above() {
        assertThat(usernames(
                        FIRES.route(fire(Severity.MINOR, VILLAGE), List.of(VILLAGE_CHIEF, COUNTY_CHIEF, CITY_CHIEF))))
                .containsExactlyInAnyOrder(VILLAGE_CHIEF.username(), COUNTY_CHIEF.username());
    }

    @Test
    void the_county_chief_is_alerted_if_the_county_has_no_police() {
        var logging = IncidentEvents.reported(IncidentKind.ILLEGAL_LOGGING, Severity.MINOR, VILLAGE);
        assertThat(usernames(FIRES.route(logging, ALL))).containsExactly(COUNTY_CHIEF.username());
    }

    @Test
    void an_incident_without_a_matching_rule_alerts_the_chief_of_its_region() {
        var spot = IncidentEvents.reported(IncidentKind.SPOT, Severity.MINOR, VILLAGE);
        assertThat(usernames(FIRES.route(spot, ALL))).containsExactly(VILLAGE_CHIEF.username());
    }

    @Test
    void an_incident_of_an_unknown_kind_alerts_the_chief_of_its_region_and_the_holders_of_matching_rules() {
        var unknown = IncidentEvents.reported(IncidentKind.UNKNOWN, Severity.CRITICAL, VILLAGE);
        assertThat(usernames(FIRES.route(unknown, ALL)))
                .containsExactlyInAnyOrder(VILLAGE_CHIEF.username(), CITY_CHIEF.username());
    }

    @Test
    void a_fire_of_an_unknown_severity_alerts_the_holders_of_the_rules_for_fires() {
        assertThat(usernames(FIRES.route(fire(Severity.UNKNOWN, VILLAGE), ALL)))
                .containsExactlyInAnyOrder(VILLAGE_CHIEF.username(), TOWNSHIP_CHIEF.username());
    }

    @Test
    void the_chief_of_the_region_is_alerted_if_no_rule_finds_a_holder() {
        var logging = IncidentEvents.reported(IncidentKind.ILLEGAL_LOGGING, Severity.MINOR, VILLAGE);
        assertThat(usernames(FIRES.route(logging, List.of(VILLAGE_CHIEF)))).containsExactly(VILLAGE_CHIEF.username());
    }

    @Test
    void a_chief_of_two_regions_is_alerted_once_for_the_smaller_one() {
        var both = List.of(
                new Appointment(TOWNSHIP, "busy", "忙林长", "chief"), new Appointment(VILLAGE, "busy", "忙林长", "chief"));
        assertThat(FIRES.route(fire(Severity.MINOR, VILLAGE), both).recipients())
                .containsExactly(new Recipient("busy", VILLAGE));
    }

    @Test
    void the_supervisors_are_alerted_if_there_is_no_chief_and_the_route_says_so() {
        var supervisor = new Appointment(CITY, "supervisor", "刘督查", "supervisor");
        var route = FIRES.route(fire(Severity.MINOR, VILLAGE), List.of(supervisor));
        assertThat(usernames(route)).containsExactly("supervisor");
        assertThat(route.withoutChief()).isTrue();
    }

    @Test
    void the_fallback_recipient_is_alerted_if_the_roster_is_empty() {
        var route = FIRES.route(fire(Severity.MINOR, VILLAGE), List.of());
        assertThat(usernames(route)).containsExactly("admin");
        assertThat(route.withoutChief()).isTrue();
    }

    @Property
    void every_incident_has_a_recipient_whatever_the_roster(
            @ForAll("reports") IncidentReported report,
            @ForAll("rules") List<RoutingRule> rules,
            @ForAll("rosters") List<Appointment> roster) {
        assertThat(new RoutingTable(rules, "admin").route(report, roster).recipients())
                .isNotEmpty();
    }

    @Property
    void only_people_of_the_region_and_the_regions_above_are_alerted(
            @ForAll("reports") IncidentReported report,
            @ForAll("rules") List<RoutingRule> rules,
            @ForAll("rosters") List<Appointment> roster) {
        var route = new RoutingTable(rules, "admin").route(report, roster);
        assertThat(route.recipients())
                .isNotEmpty()
                .allMatch(recipient -> recipient.region().contains(report.region()))
                .allMatch(recipient -> recipient.username().equals("admin")
                        || roster.stream()
                                .anyMatch(person -> person.username().equals(recipient.username())
                                        && person.region().equals(recipient.region())));
    }

    @Property
    void nobody_is_alerted_twice(
            @ForAll("reports") IncidentReported report,
            @ForAll("rules") List<RoutingRule> rules,
            @ForAll("rosters") List<Appointment> roster) {
        assertThat(usernames(new RoutingTable(rules, "admin").route(report, roster)))
                .doesNotHaveDuplicates();
    }

    @Property
    void the_fallback_recipient_is_alerted_only_if_there_is_no_chief_and_no_supervisor(
            @ForAll("reports") IncidentReported report, @ForAll("rosters") List<Appointment> roster) {
        boolean chiefOrSupervisor = roster.stream()
                .anyMatch(person -> person.region().contains(report.region())
                        && List.of("chief", "supervisor").contains(person.role()));
        assertThat(usernames(FIRES.route(report, roster)).contains("admin"))
                .isEqualTo(!chiefOrSupervisor && !policeInPost(report, roster));
    }

    private static boolean policeInPost(IncidentReported report, List<Appointment> roster) {
        if (report.kind() != IncidentKind.ILLEGAL_LOGGING) {
            return false;
        }
        var region = report.region();
        var post = region.level().compareTo(Level.COUNTY) < 0 ? region : region.at(Level.COUNTY);
        return roster.stream()
                .anyMatch(person ->
                        person.role().equals("police") && person.region().equals(post));
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

    /** Two digits only, so that many regions contain one another. */
    private static Arbitrary<RegionCode> regions() {
        var digits = Arbitraries.strings().withChars('1', '2').ofLength(12);
        return Combinators.combine(digits, Arbitraries.of(Level.class), Arbitraries.of("", "", "E"))
                .as((text, level, prefix) -> RegionCode.of(prefix + text.substring(0, level.digits())));
    }

    private static IncidentReported fire(Severity severity, RegionCode region) {
        return IncidentEvents.reported(IncidentKind.FIRE, severity, region);
    }

    private static Appointment chief(RegionCode region) {
        return new Appointment(region, "chief-" + region, region + "林长", "chief");
    }

    private static List<String> usernames(Route route) {
        return route.recipients().stream().map(Recipient::username).toList();
    }
}
