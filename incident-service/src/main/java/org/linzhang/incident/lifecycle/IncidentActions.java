package org.linzhang.incident.lifecycle;

import java.time.Clock;
import java.util.UUID;
import java.util.function.BiFunction;
import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.smallrye.mutiny.Uni;

import org.linzhang.incident.event.IncidentEvent;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.problem.IdempotencyKeyReused;
import org.linzhang.platform.security.Caller;

/**
 * Performs actions on incidents: once for each idempotency key, and only on the state that the caller has seen. Needs an open
 * transaction.
 */
@ApplicationScoped
class IncidentActions {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    /** Changes an incident. */
    @FunctionalInterface
    interface Transition {

        /** @return the event to publish */
        Uni<IncidentEvent> apply(Incident incident, ActionContext context);

        static Transition of(BiFunction<Incident, ActionContext, IncidentEvent> change) {
            return (incident, context) -> Uni.createFrom().item(change.apply(incident, context));
        }
    }

    private final Incidents incidents;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Regions regions;
    private final Clock clock;

    IncidentActions(Incidents incidents, Ledger ledger, Outbox outbox, Regions regions, Clock clock) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.outbox = outbox;
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * Performs an action and records it in the ledger. If the ledger has this request of this person with its key, nothing is
     * done: the request is recognised even if the person may no longer perform the action or see the incident.
     *
     * <p>Fails with {@link org.linzhang.platform.problem.NotFound}, {@link IdempotencyKeyReused},
     * {@link org.linzhang.platform.precondition.StaleView}, {@link org.linzhang.platform.problem.Forbidden} or
     * {@link IllegalTransition}, in this order.
     *
     * @return the incident after the action
     */
    Uni<Incident> perform(
            IncidentAction action,
            UUID id,
            ActionRequest body,
            ActionHeaders headers,
            Caller actor,
            Transition transition) {
        body.checkNote(action);
        headers.checkKey();
        var request = KeyedRequest.of(action, body, headers.idempotencyKey(), actor);
        return ledger.find(id, request.key())
                .chain(entry -> entry != null && request.isRecordedBy(entry)
                        ? incidents.load(id)
                        : incidents
                                .inScopeForUpdate(actor, id)
                                .call(incident ->
                                        performOnce(incident, request, body, headers.ifMatch(), actor, transition)));
    }

    /** @param incident locked, so that no other request with the same key is performed at the same time */
    private Uni<Void> performOnce(
            Incident incident,
            KeyedRequest request,
            ActionRequest body,
            String ifMatch,
            Caller actor,
            Transition transition) {
        return ledger.find(incident.id, request.key()).chain(entry -> {
            if (entry != null) {
                return recognise(entry, request);
            }
            incident.tag().require(ifMatch, () -> IncidentView.of(incident, regions));
            IncidentPermissions.check(request.action(), incident, actor);
            var context = new ActionContext(IDS.generate(), actor, clock.instant(), body.noteOrNull());
            var from = incident.status;
            return transition
                    .apply(incident, context)
                    .chain(event -> ledger.add(new HistoryEntry(incident, from, context, request))
                            .chain(() -> outbox.add(event)));
        });
    }

    private static Uni<Void> recognise(HistoryEntry entry, KeyedRequest request) {
        if (!request.isRecordedBy(entry)) {
            throw new IdempotencyKeyReused(ActionHeaders.IDEMPOTENCY_KEY);
        }
        return Uni.createFrom().voidItem();
    }
}
