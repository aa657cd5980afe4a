package org.linzhang.incident.lifecycle;

import java.util.List;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The history entries of all incidents (台账). */
@ApplicationScoped
class Ledger implements PanacheRepositoryBase<HistoryEntry, UUID> {

    /** Oldest first. */
    Uni<List<HistoryEntry>> of(Incident incident) {
        return list("incidentId = ?1 order by seq", incident.id);
    }

    /** Whether an action with this key was performed on the incident; false if the key is null. */
    Uni<Boolean> contains(Incident incident, String idempotencyKey) {
        return idempotencyKey == null
                ? Uni.createFrom().item(false)
                : count("incidentId = ?1 and idempotencyKey = ?2", incident.id, idempotencyKey)
                        .map(entries -> entries > 0);
    }
}
