package org.linzhang.incident.lifecycle;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.incident.event.IncidentStatus;

/**
 * A line of the ledger as callers see it.
 *
 * @param from null for the report
 * @param handedTo who had it in hand from then on; null for nobody yet
 */
record HistoryView(
        UUID id,
        Instant at,
        IncidentAction verb,
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
                entry.verb,
                entry.actor,
                entry.actorName,
                entry.fromStatus,
                entry.toStatus,
                entry.note,
                IncidentView.HandedTo.of(entry.handedTo));
    }
}
