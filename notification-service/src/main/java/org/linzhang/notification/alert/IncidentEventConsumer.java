package org.linzhang.notification.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import org.linzhang.incident.event.IncidentAccepted;
import org.linzhang.incident.event.IncidentClosed;
import org.linzhang.incident.event.IncidentEvent;
import org.linzhang.incident.event.IncidentHandedOver;
import org.linzhang.incident.event.IncidentHandled;
import org.linzhang.incident.event.IncidentRejected;
import org.linzhang.incident.event.IncidentReported;
import org.linzhang.incident.event.IncidentSentBack;
import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.notification.event.AlertEvent;
import org.linzhang.notification.event.AlertReason;
import org.linzhang.notification.routing.Route;
import org.linzhang.notification.routing.Router;
import org.linzhang.platform.inbox.Inbox;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.region.RegionCode;

/** Follows each incident from its report to its end, and tells whoever must know. */
@ApplicationScoped
class IncidentEventConsumer {

    private static final Logger LOG = Logger.getLogger(IncidentEventConsumer.class);
    private static final String CONSUMER = "notification-service";

    private final Inbox inbox;
    private final Outbox outbox;
    private final Router router;
    private final AlertWriter alarm;
    private final Alerts alerts;
    private final Clock clock;
    private final Event<AlertsChanged> changes;

    IncidentEventConsumer(
            Inbox inbox,
            Outbox outbox,
            Router router,
            AlertWriter alarm,
            Alerts alerts,
            Clock clock,
            Event<AlertsChanged> changes) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.router = router;
        this.alarm = alarm;
        this.alerts = alerts;
        this.clock = clock;
        this.changes = changes;
    }

    @Incoming("incidents")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.receive(message, IncidentEvent.class, event -> switch (event) {
            case IncidentReported report -> raise(report);
            case IncidentAccepted accepted -> follow(accepted, at -> move(accepted, IncidentStatus.ACCEPTED, at));
            case IncidentHandled handled -> follow(handled, at -> move(handled, IncidentStatus.HANDLED, at));
            case IncidentHandedOver over ->
                follow(over, at -> hand(over, over.toRegion(), over.toUsername(), AlertReason.HANDED_OVER, at));
            case IncidentSentBack back ->
                follow(back, at -> hand(back, back.toRegion(), back.toUsername(), AlertReason.SENT_BACK, at));
            case IncidentClosed closed -> follow(closed, at -> settle(closed, IncidentStatus.CLOSED, at));
            case IncidentRejected rejected -> follow(rejected, at -> settle(rejected, IncidentStatus.REJECTED, at));
        });
    }

    private Uni<Void> raise(IncidentReported report) {
        return Panache.withSession(() -> router.reported(report))
                .invoke(route -> complainWhereOrphaned(route, report))
                .chain(route -> alarm.raise(CONSUMER, report, route.recipients(), now()))
                .invoke(changes::fire)
                .replaceWithVoid();
    }

    private Uni<Void> follow(IncidentEvent event, Function<Instant, Uni<AlertsChanged>> step) {
        // Stays empty for an event that was had before, so that nobody is told twice.
        var committed = new AtomicReference<>(AlertsChanged.NOTHING);
        return inbox.once(
                        CONSUMER,
                        event,
                        first -> step.apply(now()).invoke(committed::set).replaceWithVoid())
                .invoke(() -> changes.fire(committed.get()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Uni<AlertsChanged> move(IncidentEvent event, IncidentStatus next, Instant at) {
        return whereAlive(event, incident -> {
            incident.moveTo(next);
            return alerts.follow(incident, List.of())
                    .chain(followed -> tell(
                            followed,
                            followed.stream().map(alert -> alert.updated(at)).toList()));
        });
    }

    private Uni<AlertsChanged> hand(
            IncidentEvent event, RegionCode toRegion, String toUsername, AlertReason reason, Instant at) {
        return whereAlive(event, incident -> {
            incident.moveTo(IncidentStatus.HANDED_OVER);
            var route = toUsername == null
                    ? router.toChiefOf(toRegion == null ? event.region() : toRegion)
                    : router.toPerson(toUsername, event.region());
            return route.invoke(found -> complainWhereOrphaned(found, event))
                    .chain(found -> alerts.raise(incident, found.recipients(), reason, at))
                    .chain(raised -> alerts.follow(incident, raised)
                            .chain(followed -> tell(
                                    Stream.concat(raised.stream(), followed.stream())
                                            .toList(),
                                    Stream.<AlertEvent>concat(
                                                    raised.stream().map(Alert::raised),
                                                    followed.stream().map(alert -> alert.updated(at)))
                                            .toList())));
        });
    }

    private Uni<AlertsChanged> settle(IncidentEvent event, IncidentStatus end, Instant at) {
        return whereAlive(event, incident -> {
            incident.moveTo(end);
            return alerts.settle(incident)
                    .chain(settled -> tell(
                            settled,
                            settled.stream().map(alert -> alert.settled(at)).toList()));
        });
    }

    /** What comes late, out of the dead letters, neither fails nor wakes anybody. */
    private Uni<AlertsChanged> whereAlive(IncidentEvent event, Function<AlertedIncident, Uni<AlertsChanged>> step) {
        return alerts.lockIncident(event.incidentId()).chain(incident -> {
            if (incident == null || incident.isOver()) {
                LOG.warnf(
                        "%s of incident %s changes nothing: %s",
                        event.type(), event.incidentId(), incident == null ? "its report never came" : "it is over");
                return Uni.createFrom().item(AlertsChanged.NOTHING);
            }
            return step.apply(incident);
        });
    }

    private Uni<AlertsChanged> tell(List<Alert> changed, List<? extends AlertEvent> events) {
        return outbox.add(events).replaceWith(new AlertsChanged(changed, events));
    }

    private static void complainWhereOrphaned(Route route, IncidentEvent event) {
        if (route.orphaned()) {
            LOG.errorf(
                    "nobody leads %s or a region above it: %s is told of incident %s; mend the roster",
                    event.region(), route.recipients(), event.incidentId());
        }
    }
}
