package org.linzhang.incident.lifecycle;

import java.util.List;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import org.linzhang.platform.security.Unscoped;

/** The history entries of all incidents (台账). */
@ApplicationScoped
class Ledger {

    @Unscoped("the caller has found the incident in their scope")
    private static final String ENTRIES = "from HistoryEntry where incidentId = :incident order by seq";

    @Unscoped("the caller has found the incident in their scope")
    private static final String ENTRIES_WITH_KEY =
            "select count(*) from HistoryEntry where incidentId = :incident and idempotencyKey = :key";

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

    /** Whether an action with this key was performed on the incident; false if the key is null. */
    Uni<Boolean> contains(Incident incident, String idempotencyKey) {
        return idempotencyKey == null
                ? Uni.createFrom().item(false)
                : Panache.getSession()
                        .chain(session -> session.createQuery(ENTRIES_WITH_KEY, Long.class)
                                .setParameter("incident", incident.id)
                                .setParameter("key", idempotencyKey)
                                .getSingleResult())
                        .map(entries -> entries > 0);
    }
}
