package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linzhang.incident.lifecycle.Callers.ADMIN;
import static org.linzhang.incident.lifecycle.Callers.CITY;
import static org.linzhang.incident.lifecycle.Callers.COUNTY;
import static org.linzhang.incident.lifecycle.Callers.NEIGHBOUR;
import static org.linzhang.incident.lifecycle.Callers.OUTSIDER;
import static org.linzhang.incident.lifecycle.Callers.POLICE;
import static org.linzhang.incident.lifecycle.Callers.RANGER;
import static org.linzhang.incident.lifecycle.Callers.SUPERVISOR;
import static org.linzhang.incident.lifecycle.Callers.TOWNSHIP;
import static org.linzhang.incident.lifecycle.Callers.VILLAGE;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.linzhang.platform.problem.Forbidden;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;

class IncidentPermissionsTest {

    private static final List<Caller> ALL =
            List.of(RANGER, VILLAGE, TOWNSHIP, COUNTY, CITY, SUPERVISOR, ADMIN, POLICE, NEIGHBOUR, OUTSIDER);

    @ParameterizedTest
    @EnumSource(
            value = IncidentAction.class,
            names = {"ACCEPT", "REJECT", "HAND_OVER", "VERIFY", "SEND_BACK"})
    void the_office_and_chiefs_from_township_up_decide_in_their_region(IncidentAction verb) {
        assertThat(whoMay(verb, IncidentTest.reported())).containsExactly(TOWNSHIP, COUNTY, CITY, SUPERVISOR, ADMIN);
    }

    @Test
    void what_nobody_has_is_handled_by_chiefs_from_township_up() {
        assertThat(whoMay(IncidentAction.HANDLE, IncidentTest.reported())).containsExactly(TOWNSHIP, COUNTY, CITY);
    }

    @Test
    void what_was_handed_to_a_village_is_handled_by_its_chief_and_the_chiefs_above() {
        // Given
        var incident = handedTo(new Assignee("512002100201", null, "小堰村"));
        // Then
        assertThat(whoMay(IncidentAction.HANDLE, incident)).containsExactly(VILLAGE, TOWNSHIP, COUNTY, CITY);
    }

    @Test
    void what_was_handed_to_a_ranger_is_handled_by_them_and_the_chiefs_over_them() {
        // Given
        var incident = handedTo(Assignee.of(RANGER));
        // Then
        assertThat(whoMay(IncidentAction.HANDLE, incident)).containsExactly(RANGER, VILLAGE, TOWNSHIP, COUNTY, CITY);
    }

    @Test
    void what_was_handed_up_to_the_county_is_no_longer_for_the_township() {
        // Given
        var incident = handedTo(new Assignee("512002", null, "雁江区"));
        // Then
        assertThat(whoMay(IncidentAction.HANDLE, incident)).containsExactly(COUNTY, CITY);
    }

    @Test
    void what_was_handed_sideways_is_handled_there_but_not_decided_there() {
        // Given
        var incident = handedTo(new Assignee("512002101", null, "a township beside it"));
        // Then
        assertThat(whoMay(IncidentAction.HANDLE, incident)).containsExactly(COUNTY, CITY, NEIGHBOUR);
        assertThat(whoMay(IncidentAction.VERIFY, incident)).doesNotContain(NEIGHBOUR);
    }

    @Test
    void the_office_handles_only_what_was_handed_to_it() {
        // Given
        var incident = handedTo(Assignee.of(SUPERVISOR));
        // Then
        assertThat(whoMay(IncidentAction.HANDLE, incident)).containsExactly(CITY, SUPERVISOR);
    }

    @Test
    void what_lies_at_the_county_itself_is_not_for_its_townships() {
        assertThat(whoMay(IncidentAction.ACCEPT, IncidentTest.reportedAt(RegionCode.of("512002"))))
                .containsExactly(COUNTY, CITY, SUPERVISOR, ADMIN);
    }

    private static Incident handedTo(Assignee assignee) {
        var incident = IncidentTest.reported();
        incident.handedTo = assignee;
        return incident;
    }

    private static Stream<Caller> whoMay(IncidentAction verb, Incident incident) {
        return ALL.stream().filter(caller -> {
            try {
                IncidentPermissions.check(verb, incident, caller);
                return true;
            } catch (Forbidden e) {
                return false;
            }
        });
    }
}
