package org.linzhang.incident.closure;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

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

    private static final String CONSUMER = "closure";

    private static final String MOVE = "with " + Inbox.FIRST + """

            insert into closure_rollup as rollup (region_code, kind, day, reported, rejected, closed)
            select $3, $4, $5, $6, $7, $8 from first
            on conflict (region_code, kind, day) do update
            set reported = rollup.reported + excluded.reported,
                rejected = rollup.rejected + excluded.rejected,
                closed = rollup.closed + excluded.closed
            """;

    private final Inbox inbox;
    private final Pool pool;

    ClosureRollup(Inbox inbox, Pool pool) {
        this.inbox = inbox;
        this.pool = pool;
    }

    /** By how much an event moves the counts of its cohort. */
    private record Step(int reported, int rejected, int closed) {}

    @Incoming("closure")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.receive(message, IncidentEvent.class, event -> switch (event) {
            case IncidentReported _ -> move(event, new Step(1, 0, 0));
            case IncidentRejected _ -> move(event, new Step(0, 1, 0));
            case IncidentClosed _ -> move(event, new Step(0, 0, 1));
            case IncidentAccepted _, IncidentHandedOver _, IncidentHandled _, IncidentSentBack _ ->
                Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> move(IncidentEvent event, Step step) {
        var values = Tuple.tuple()
                .addString(CONSUMER)
                .addUUID(event.eventId())
                .addString(event.region().value())
                .addString(event.kind().name())
                .addLocalDate(Period.dayOf(event.receivedAt()))
                .addLong((long) step.reported())
                .addLong((long) step.rejected())
                .addLong((long) step.closed());
        return pool.preparedQuery(MOVE).execute(values).replaceWithVoid();
    }
}
