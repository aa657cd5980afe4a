package org.linzhang.incident.lifecycle;

import java.util.List;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** What happened to all incidents, line by line. */
@ApplicationScoped
class Ledger implements PanacheRepositoryBase<HistoryEntry, UUID> {

    /** In the order in which it happened. */
    Uni<List<HistoryEntry>> of(Incident incident) {
        return list("incidentId = ?1 order by seq", incident.id);
    }

    /** Whether a deed with this key was done to the incident; never with no key. */
    Uni<Boolean> knows(Incident incident, String idempotencyKey) {
        return idempotencyKey == null
                ? Uni.createFrom().item(false)
                : count("incidentId = ?1 and idempotencyKey = ?2", incident.id, idempotencyKey)
                        .map(lines -> lines > 0);
    }
}
