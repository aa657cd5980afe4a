package org.linzhang.incident.closure;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

import org.linzhang.incident.event.IncidentAccepted;
import org.linzhang.incident.event.IncidentClosed;
import org.linzhang.incident.event.IncidentEvent;
import org.linzhang.incident.event.IncidentHandedOver;
import org.linzhang.incident.event.IncidentHandled;
import org.linzhang.incident.event.IncidentRejected;
import org.linzhang.incident.event.IncidentReported;
import org.linzhang.incident.event.IncidentSentBack;
import org.linzhang.platform.inbox.Inbox;

/** Moves the rollup by the incidents' events. The view {@code closure_drift} proves it by a recount. */
@ApplicationScoped
class ClosureRollup {

    private static final String MOVE = """
            insert into closure_rollup as rollup (region_code, kind, day, reported, rejected, closed)
            values (:region, :kind, :day, :reported, :rejected, :closed)
            on conflict (region_code, kind, day) do update
            set reported = rollup.reported + excluded.reported,
                rejected = rollup.rejected + excluded.rejected,
                closed = rollup.closed + excluded.closed
            """;

    private final Inbox inbox;

    ClosureRollup(Inbox inbox) {
        this.inbox = inbox;
    }

    /** By how much an event moves the counts of its cohort. */
    private record Step(int reported, int rejected, int closed) {}

    @Incoming("closure")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.receive("closure", message, IncidentEvent.class, event -> switch (event) {
            case IncidentReported _ -> move(event, new Step(1, 0, 0));
            case IncidentRejected _ -> move(event, new Step(0, 1, 0));
            case IncidentClosed _ -> move(event, new Step(0, 0, 1));
            case IncidentAccepted _, IncidentHandedOver _, IncidentHandled _, IncidentSentBack _ ->
                Uni.createFrom().voidItem();
        });
    }

    private static Uni<Void> move(IncidentEvent event, Step step) {
        return Panache.getSession()
                .chain(session -> write(session, event, step))
                .replaceWithVoid();
    }

    private static Uni<Integer> write(Mutiny.Session session, IncidentEvent event, Step step) {
        return session.createNativeQuery(MOVE)
                .setParameter("region", event.region().value())
                .setParameter("kind", event.kind().name())
                .setParameter("day", Period.dayOf(event.receivedAt()))
                .setParameter("reported", step.reported())
                .setParameter("rejected", step.rejected())
                .setParameter("closed", step.closed())
                .executeUpdate();
    }
}
