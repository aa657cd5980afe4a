package org.linzhang.incident.lifecycle;

import java.util.List;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import org.linzhang.platform.security.Unscoped;

/** The history entries of all incidents (台账). */
@ApplicationScoped
class Ledger {

    @Unscoped("the caller has found the incident in their scope")
    private static final String ENTRIES = "from HistoryEntry where incidentId = :incident order by seq";

    @Unscoped("a repeated request is recognised even if the incident has left the scope of the caller")
    private static final String ENTRY_WITH_KEY =
            "from HistoryEntry where incidentId = :incident and idempotencyKey = :key";

    Ledger() {}

    /** Oldest first. */
    Uni<List<HistoryEntry>> of(Incident incident) {
        return Panache.getSession()
                .chain(session -> session.createQuery(ENTRIES, HistoryEntry.class)
                        .setParameter("incident", incident.id)
                        .getResultList());
    }

    Uni<Void> add(HistoryEntry entry) {
        return Panache.getSession().chain(session -> session.persist(entry));
    }

    /** The entry of the action that was performed with this key; null if there is none, or if the key is null. */
    Uni<HistoryEntry> find(UUID incidentId, String idempotencyKey) {
        return idempotencyKey == null
                ? Uni.createFrom().nullItem()
                : Panache.getSession()
                        .chain(session -> session.createQuery(ENTRY_WITH_KEY, HistoryEntry.class)
                                .setParameter("incident", incidentId)
                                .setParameter("key", idempotencyKey)
                                .getSingleResultOrNull());
    }
}
