package org.linzhang.incident.incident;

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
class VerbTest {

    private static final Map<Verb, Map<IncidentStatus, IncidentStatus>> LEGAL = Map.of(
            Verb.REPORT, Map.of(),
            Verb.ACCEPT, Map.of(REPORTED, ACCEPTED),
            Verb.REJECT, Map.of(REPORTED, REJECTED, ACCEPTED, REJECTED),
            Verb.HAND_OVER, Map.of(ACCEPTED, HANDED_OVER, HANDED_OVER, HANDED_OVER),
            Verb.HANDLE, Map.of(ACCEPTED, HANDLED, HANDED_OVER, HANDLED),
            Verb.VERIFY, Map.of(HANDLED, CLOSED),
            Verb.SEND_BACK, Map.of(HANDLED, HANDED_OVER));

    static Stream<Arguments> every_verb_at_every_status() {
        return Arrays.stream(Verb.values())
                .flatMap(verb -> Arrays.stream(IncidentStatus.values()).map(status -> Arguments.of(verb, status)));
    }

    static Stream<Arguments> every_pair_of_statuses() {
        return Arrays.stream(IncidentStatus.values())
                .flatMap(from -> Arrays.stream(IncidentStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("every_verb_at_every_status")
    void a_verb_moves_from_its_statuses_and_from_no_other(Verb verb, IncidentStatus status) {
        assertThat(verb.canMove(status)).isEqualTo(LEGAL.get(verb).containsKey(status));
        assertThat(Verb.possibleAt(status).contains(verb))
                .isEqualTo(LEGAL.get(verb).containsKey(status));
    }

    @ParameterizedTest
    @MethodSource("every_pair_of_statuses")
    void a_status_becomes_another_only_by_a_legal_verb(IncidentStatus from, IncidentStatus to) {
        // Given
        boolean legal = LEGAL.values().stream().anyMatch(moves -> to == moves.get(from));
        // Then
        assertThat(Verb.possibleAt(from).stream().anyMatch(verb -> verb.to() == to))
                .isEqualTo(legal);
    }

    @Test
    void what_is_over_stays_over() {
        assertThat(Set.of(CLOSED, REJECTED))
                .allMatch(status -> Verb.possibleAt(status).isEmpty());
    }

    @Test
    void a_refusal_says_what_is_possible_instead() {
        assertThat(new IllegalTransition(Verb.HANDLE, REPORTED))
                .hasMessage("handle is not possible, the incident is REPORTED; possible now: accept, reject");
        assertThat(new IllegalTransition(Verb.HAND_OVER, CLOSED))
                .hasMessage("hand-over is not possible, the incident is CLOSED; possible now: nothing, it is over");
    }
}
