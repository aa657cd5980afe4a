package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linzhang.incident.lifecycle.Callers.ADMIN;
import static org.linzhang.incident.lifecycle.Callers.CITY;
import static org.linzhang.incident.lifecycle.Callers.COUNTY;
import static org.linzhang.incident.lifecycle.Callers.NEIGHBOUR;
import static org.linzhang.incident.lifecycle.Callers.OUTSIDER;
import static org.linzhang.incident.lifecycle.Callers.OUTSIDE_SUPERVISOR;
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

    private static final List<Caller> ALL = List.of(
            RANGER,
            VILLAGE,
            TOWNSHIP,
            COUNTY,
            CITY,
            SUPERVISOR,
            ADMIN,
            POLICE,
            NEIGHBOUR,
            OUTSIDER,
            OUTSIDE_SUPERVISOR);

    @ParameterizedTest
    @EnumSource(
            value = IncidentAction.class,
            names = {"ACCEPT", "REJECT", "HAND_OVER", "VERIFY", "SEND_BACK"})
    void the_office_and_chiefs_from_township_up_decide_in_their_region(IncidentAction action) {
        assertThat(permitted(action, IncidentTest.reported()))
                .containsExactly(TOWNSHIP, COUNTY, CITY, SUPERVISOR, ADMIN);
    }

    @Test
    void an_unassigned_incident_is_handled_by_chiefs_from_township_up() {
        assertThat(permitted(IncidentAction.HANDLE, IncidentTest.reported())).containsExactly(TOWNSHIP, COUNTY, CITY);
    }

    @Test
    void an_incident_assigned_to_a_village_is_handled_by_its_chief_and_the_chiefs_above() {
        // Given
        var incident = assignedTo(new Assignee("512002100201", null, "小堰村"));
        // Then
        assertThat(permitted(IncidentAction.HANDLE, incident)).containsExactly(VILLAGE, TOWNSHIP, COUNTY, CITY);
    }

    @Test
    void an_incident_assigned_to_a_ranger_is_handled_by_them_and_the_chiefs_above() {
        // Given
        var incident = assignedTo(Assignee.of(RANGER, RANGER.region()));
        // Then
        assertThat(permitted(IncidentAction.HANDLE, incident)).containsExactly(RANGER, VILLAGE, TOWNSHIP, COUNTY, CITY);
    }

    @Test
    void an_incident_assigned_to_the_county_is_not_handled_by_the_township() {
        // Given
        var incident = assignedTo(new Assignee("512002", null, "雁江区"));
        // Then
        assertThat(permitted(IncidentAction.HANDLE, incident)).containsExactly(COUNTY, CITY);
    }

    @Test
    void an_incident_assigned_to_a_neighbouring_township_is_handled_but_not_verified_by_its_chief() {
        // Given
        var incident = assignedTo(new Assignee("512002101", null, "邻镇"));
        // Then
        assertThat(permitted(IncidentAction.HANDLE, incident)).containsExactly(COUNTY, CITY, NEIGHBOUR);
        assertThat(permitted(IncidentAction.VERIFY, incident))
                .containsExactly(TOWNSHIP, COUNTY, CITY, SUPERVISOR, ADMIN);
    }

    @Test
    void an_incident_assigned_to_a_supervisor_is_handled_by_them_and_the_chiefs_above() {
        // Given
        var incident = assignedTo(Assignee.of(SUPERVISOR, SUPERVISOR.region()));
        // Then
        assertThat(permitted(IncidentAction.HANDLE, incident)).containsExactly(CITY, SUPERVISOR);
    }

    @Test
    void an_incident_of_the_county_itself_is_not_accepted_by_its_townships() {
        assertThat(permitted(IncidentAction.ACCEPT, IncidentTest.reportedAt(RegionCode.of("512002"))))
                .containsExactly(COUNTY, CITY, SUPERVISOR, ADMIN);
    }

    private static Incident assignedTo(Assignee assignee) {
        var incident = IncidentTest.reported();
        incident.handedTo = assignee;
        return incident;
    }

    private static Stream<Caller> permitted(IncidentAction action, Incident incident) {
        return ALL.stream().filter(caller -> {
            try {
                IncidentPermissions.check(action, incident, caller);
                return true;
            } catch (Forbidden e) {
                return false;
            }
        });
    }
}
