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

/** The legal orders, written down a second time. */
class IncidentActionTest {

    private static final Map<IncidentAction, Map<IncidentStatus, IncidentStatus>> LEGAL = Map.of(
            IncidentAction.REPORT, Map.of(),
            IncidentAction.ACCEPT, Map.of(REPORTED, ACCEPTED),
            IncidentAction.REJECT, Map.of(REPORTED, REJECTED, ACCEPTED, REJECTED),
            IncidentAction.HAND_OVER, Map.of(ACCEPTED, HANDED_OVER, HANDED_OVER, HANDED_OVER),
            IncidentAction.HANDLE, Map.of(ACCEPTED, HANDLED, HANDED_OVER, HANDLED),
            IncidentAction.VERIFY, Map.of(HANDLED, CLOSED),
            IncidentAction.SEND_BACK, Map.of(HANDLED, HANDED_OVER));

    static Stream<Arguments> every_verb_at_every_status() {
        return Arrays.stream(IncidentAction.values())
                .flatMap(verb -> Arrays.stream(IncidentStatus.values()).map(status -> Arguments.of(verb, status)));
    }

    static Stream<Arguments> every_pair_of_statuses() {
        return Arrays.stream(IncidentStatus.values())
                .flatMap(from -> Arrays.stream(IncidentStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("every_verb_at_every_status")
    void a_verb_moves_from_its_statuses_and_from_no_other(IncidentAction verb, IncidentStatus status) {
        assertThat(verb.canMove(status)).isEqualTo(LEGAL.get(verb).containsKey(status));
        assertThat(IncidentAction.possibleAt(status).contains(verb))
                .isEqualTo(LEGAL.get(verb).containsKey(status));
    }

    @ParameterizedTest
    @MethodSource("every_pair_of_statuses")
    void a_status_becomes_another_only_by_a_legal_verb(IncidentStatus from, IncidentStatus to) {
        // Given
        boolean legal = LEGAL.values().stream().anyMatch(moves -> to == moves.get(from));
        // Then
        assertThat(IncidentAction.possibleAt(from).stream().anyMatch(verb -> verb.to() == to))
                .isEqualTo(legal);
    }

    @Test
    void what_is_over_stays_over() {
        assertThat(Set.of(CLOSED, REJECTED))
                .allMatch(status -> IncidentAction.possibleAt(status).isEmpty());
    }

    @Test
    void a_refusal_says_what_is_possible_instead() {
        assertThat(new IllegalTransition(IncidentAction.HANDLE, REPORTED))
                .hasMessage("handle is not possible, the incident is REPORTED; possible now: accept, reject");
        assertThat(new IllegalTransition(IncidentAction.HAND_OVER, CLOSED))
                .hasMessage("hand-over is not possible, the incident is CLOSED; possible now: nothing, it is over");
    }
}
