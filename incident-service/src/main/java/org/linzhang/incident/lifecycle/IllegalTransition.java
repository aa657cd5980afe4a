package org.linzhang.incident.lifecycle;

import java.util.stream.Collectors;

import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.platform.problem.Problem;

/** 409: the action is not allowed at the incident's status. */
class IllegalTransition extends Problem {

    IllegalTransition(IncidentAction action, IncidentStatus status) {
        super(
                409,
                "illegal-transition",
                "Not possible at this status",
                "status",
                "%s is not possible, the incident is %s; possible now: %s"
                        .formatted(action.wireName(), status, allowedAt(status)));
    }

    private static String allowedAt(IncidentStatus status) {
        var actions = IncidentAction.allowedAt(status);
        return actions.isEmpty()
                ? "none"
                : actions.stream().map(IncidentAction::wireName).collect(Collectors.joining(", "));
    }
}
