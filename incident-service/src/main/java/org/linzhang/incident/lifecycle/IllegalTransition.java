package org.linzhang.incident.lifecycle;

import java.util.stream.Collectors;

import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.platform.problem.Problem;

/** 409: the verb is not for an incident that stands where this one does. */
class IllegalTransition extends Problem {

    IllegalTransition(IncidentAction verb, IncidentStatus status) {
        super(
                409,
                "illegal-transition",
                "Not possible at this status",
                "status",
                "%s is not possible, the incident is %s; possible now: %s"
                        .formatted(verb.word(), status, possible(status)));
    }

    private static String possible(IncidentStatus status) {
        var verbs = IncidentAction.possibleAt(status);
        return verbs.isEmpty()
                ? "nothing, it is over"
                : verbs.stream().map(IncidentAction::word).collect(Collectors.joining(", "));
    }
}
