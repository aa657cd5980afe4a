package org.linzhang.incident.lifecycle;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.incident.event.IncidentStatus;

/**
 * The JSON representation of a history entry.
 *
 * @param from status before the action; null for the report
 * @param to status after the action
 * @param handedTo assignee after the action; null if there is none
 */
record HistoryView(
        UUID id,
        Instant at,
        IncidentAction action,
        String actor,
        String actorName,
        IncidentStatus from,
        IncidentStatus to,
        String note,
        IncidentView.HandedTo handedTo) {

    static HistoryView of(HistoryEntry entry) {
        return new HistoryView(
                entry.id,
                entry.at,
                entry.action,
                entry.actor,
                entry.actorName,
                entry.fromStatus,
                entry.toStatus,
                entry.note,
                IncidentView.HandedTo.of(entry.handedTo));
    }
}
