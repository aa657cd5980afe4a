package org.linzhang.incident.lifecycle;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;

import org.linzhang.incident.event.IncidentStatus;

/** The life of an incident as a table: what can be done, to which status it leads, and from which it may be done. */
enum IncidentAction {
    REPORT(IncidentStatus.REPORTED),
    ACCEPT(IncidentStatus.ACCEPTED, IncidentStatus.REPORTED),
    REJECT(IncidentStatus.REJECTED, IncidentStatus.REPORTED, IncidentStatus.ACCEPTED),
    HAND_OVER(IncidentStatus.HANDED_OVER, IncidentStatus.ACCEPTED, IncidentStatus.HANDED_OVER),
    HANDLE(IncidentStatus.HANDLED, IncidentStatus.ACCEPTED, IncidentStatus.HANDED_OVER),
    VERIFY(IncidentStatus.CLOSED, IncidentStatus.HANDLED),
    SEND_BACK(IncidentStatus.HANDED_OVER, IncidentStatus.HANDLED);

    private final IncidentStatus to;
    private final Set<IncidentStatus> from = EnumSet.noneOf(IncidentStatus.class);

    IncidentAction(IncidentStatus to, IncidentStatus... from) {
        this.to = to;
        this.from.addAll(List.of(from));
    }

    IncidentStatus to() {
        return to;
    }

    /** Whether an incident of this status can become what this verb leads to. */
    boolean canMove(IncidentStatus status) {
        return from.contains(status);
    }

    static List<IncidentAction> possibleAt(IncidentStatus status) {
        return Arrays.stream(values()).filter(verb -> verb.canMove(status)).toList();
    }

    /** As it stands in a path: {@code hand-over}. */
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
