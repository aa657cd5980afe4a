package org.linzhang.incident.lifecycle;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;

import org.linzhang.incident.event.IncidentStatus;

/** The state machine of an incident as a table: each action, the status it leads to, and the statuses it is allowed from. */
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

    /** The status after the action. */
    IncidentStatus to() {
        return to;
    }

    boolean isAllowedAt(IncidentStatus status) {
        return from.contains(status);
    }

    static List<IncidentAction> allowedAt(IncidentStatus status) {
        return Arrays.stream(values())
                .filter(action -> action.isAllowedAt(status))
                .toList();
    }

    boolean requiresNote() {
        return this == REJECT || this == HANDLE || this == SEND_BACK;
    }

    /** The name in paths and JSON, for example {@code hand-over}. */
    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
