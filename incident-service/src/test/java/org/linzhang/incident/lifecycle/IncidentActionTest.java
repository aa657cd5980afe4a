package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linzhang.incident.event.IncidentStatus.ACCEPTED;
import static org.linzhang.incident.event.IncidentStatus.CLOSED;
import static org.linzhang.incident.event.IncidentStatus.HANDED_OVER;
import static org.linzhang.incident.event.IncidentStatus.HANDLED;
import static org.linzhang.incident.event.IncidentStatus.REJECTED;
import static org.linzhang.incident.event.IncidentStatus.REPORTED;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.linzhang.incident.event.IncidentStatus;

/** Compares the state machine with an independent table of the allowed transitions. */
class IncidentActionTest {

    private static final Map<IncidentAction, Map<IncidentStatus, IncidentStatus>> ALLOWED = Map.of(
            IncidentAction.REPORT, Map.of(),
            IncidentAction.ACCEPT, Map.of(REPORTED, ACCEPTED),
            IncidentAction.REJECT, Map.of(REPORTED, REJECTED, ACCEPTED, REJECTED),
            IncidentAction.HAND_OVER, Map.of(ACCEPTED, HANDED_OVER, HANDED_OVER, HANDED_OVER),
            IncidentAction.HANDLE, Map.of(ACCEPTED, HANDLED, HANDED_OVER, HANDLED),
            IncidentAction.VERIFY, Map.of(HANDLED, CLOSED),
            IncidentAction.SEND_BACK, Map.of(HANDLED, HANDED_OVER));

    static Stream<Arguments> every_action_at_every_status() {
        return Arrays.stream(IncidentAction.values())
                .flatMap(action -> Arrays.stream(IncidentStatus.values()).map(status -> Arguments.of(action, status)));
    }

    static Stream<Arguments> every_pair_of_statuses() {
        return Arrays.stream(IncidentStatus.values())
                .flatMap(from -> Arrays.stream(IncidentStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("every_action_at_every_status")
    void an_action_is_allowed_at_its_statuses_and_at_no_other(IncidentAction action, IncidentStatus status) {
        assertThat(action.isAllowedAt(status)).isEqualTo(ALLOWED.get(action).containsKey(status));
        assertThat(IncidentAction.allowedAt(status).contains(action))
                .isEqualTo(ALLOWED.get(action).containsKey(status));
    }

    @ParameterizedTest
    @MethodSource("every_pair_of_statuses")
    void a_status_changes_to_another_only_by_an_allowed_action(IncidentStatus from, IncidentStatus to) {
        // Given
        boolean allowed = ALLOWED.values().stream().anyMatch(transitions -> to == transitions.get(from));
        // Then
        assertThat(IncidentAction.allowedAt(from).stream().anyMatch(action -> action.to() == to))
                .isEqualTo(allowed);
    }

    @Test
    void no_action_is_allowed_on_a_closed_or_rejected_incident() {
        assertThat(Set.of(CLOSED, REJECTED))
                .allMatch(status -> IncidentAction.allowedAt(status).isEmpty());
    }

    @Test
    void an_illegal_transition_lists_the_actions_that_are_possible() {
        assertThat(new IllegalTransition(IncidentAction.HANDLE, REPORTED))
                .hasMessage("handle is not possible, the incident is REPORTED; possible now: accept, reject");
        assertThat(new IllegalTransition(IncidentAction.HAND_OVER, CLOSED))
                .hasMessage("hand-over is not possible, the incident is CLOSED; possible now: none");
    }
}
