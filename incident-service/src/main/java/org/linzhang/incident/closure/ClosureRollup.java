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
import org.linzhang.platform.inbox.EventConsumer;
import org.linzhang.platform.inbox.Inbox;

/** Projects incident events into {@code closure_rollup}. The view {@code closure_drift} compares it with a recount. */
@ApplicationScoped
class ClosureRollup implements EventConsumer<IncidentEvent> {

    private static final String UPSERT = "with " + Inbox.FIRST + """

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

    /** What an event adds to the counts of its region, kind and day. */
    private record Increment(int reported, int rejected, int closed) {}

    @Override
    public String name() {
        return "closure";
    }

    @Override
    public Class<IncidentEvent> contract() {
        return IncidentEvent.class;
    }

    @Incoming("closure")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.receive(this, message);
    }

    @Override
    public Uni<Void> handle(IncidentEvent event) {
        return switch (event) {
            case IncidentReported _ -> add(event, new Increment(1, 0, 0));
            case IncidentRejected _ -> add(event, new Increment(0, 1, 0));
            case IncidentClosed _ -> add(event, new Increment(0, 0, 1));
            case IncidentAccepted _, IncidentHandedOver _, IncidentHandled _, IncidentSentBack _ ->
                Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> add(IncidentEvent event, Increment increment) {
        var values = Tuple.tuple()
                .addString(name())
                .addUUID(event.eventId())
                .addString(event.region().value())
                .addString(event.kind().name())
                .addLocalDate(Period.dayOf(event.receivedAt()))
                .addLong((long) increment.reported())
                .addLong((long) increment.rejected())
                .addLong((long) increment.closed());
        return pool.preparedQuery(UPSERT).execute(values).replaceWithVoid();
    }
}
