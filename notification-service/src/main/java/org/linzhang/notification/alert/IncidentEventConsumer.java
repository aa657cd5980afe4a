package org.linzhang.notification.alert;

import java.time.Clock;
import java.time.Instant;
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
import org.linzhang.platform.event.Username;
import org.linzhang.platform.inbox.EventConsumer;
import org.linzhang.platform.inbox.Inbox;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.region.RegionCode;

/** Raises, updates and settles alerts by the events of their incidents. */
@ApplicationScoped
class IncidentEventConsumer implements EventConsumer<IncidentEvent> {

    private static final Logger LOG = Logger.getLogger(IncidentEventConsumer.class);

    private final Inbox inbox;
    private final Outbox outbox;
    private final Router router;
    private final AlertWriter alertWriter;
    private final Alerts alerts;
    private final Clock clock;
    private final Event<AlertsChanged> changes;

    IncidentEventConsumer(
            Inbox inbox,
            Outbox outbox,
            Router router,
            AlertWriter alertWriter,
            Alerts alerts,
            Clock clock,
            Event<AlertsChanged> changes) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.router = router;
        this.alertWriter = alertWriter;
        this.alerts = alerts;
        this.clock = clock;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "notification-service";
    }

    @Override
    public Class<IncidentEvent> contract() {
        return IncidentEvent.class;
    }

    @Incoming("incidents")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.receive(this, message);
    }

    @Override
    public Uni<Void> handle(IncidentEvent event) {
        return switch (event) {
            case IncidentReported reported -> raise(reported);
            case IncidentAccepted accepted ->
                handleOnce(accepted, at -> updateStatus(accepted, IncidentStatus.ACCEPTED, at));
            case IncidentHandled handled ->
                handleOnce(handled, at -> updateStatus(handled, IncidentStatus.HANDLED, at));
            case IncidentHandedOver handedOver -> handleOnce(handedOver, at -> handOver(handedOver, at));
            case IncidentSentBack sentBack -> handleOnce(sentBack, at -> sendBack(sentBack, at));
            case IncidentClosed closed -> handleOnce(closed, at -> settle(closed, IncidentStatus.CLOSED, at));
            case IncidentRejected rejected -> handleOnce(rejected, at -> settle(rejected, IncidentStatus.REJECTED, at));
        };
    }

    private Uni<Void> raise(IncidentReported report) {
        return Panache.withSession(() -> router.route(report))
                .invoke(route -> logIfWithoutChief(route, report))
                .chain(route -> alertWriter.raise(name(), report, route.recipients(), clock.instant()))
                .invoke(changes::fire)
                .replaceWithVoid();
    }

    private Uni<Void> handleOnce(IncidentEvent event, Function<Instant, Uni<AlertsChanged>> handler) {
        // Stays empty if the event was handled before, so that streams send nothing again.
        var committed = new AtomicReference<>(AlertsChanged.NOTHING);
        return inbox.once(
                        this,
                        event,
                        first -> handler.apply(clock.instant())
                                .invoke(committed::set)
                                .replaceWithVoid())
                .invoke(() -> changes.fire(committed.get()));
    }

    private Uni<AlertsChanged> updateStatus(IncidentEvent event, IncidentStatus status, Instant at) {
        return ifOpen(event, incident -> {
            incident.setStatus(status);
            return alerts.markChanged(incident, List.of())
                    .chain(changed -> publish(
                            changed,
                            changed.stream().map(alert -> alert.updated(at)).toList()));
        });
    }

    private Uni<AlertsChanged> handOver(IncidentHandedOver event, Instant at) {
        return alertAssignee(event, event.toRegion(), event.toUsername(), AlertReason.HANDED_OVER, at);
    }

    private Uni<AlertsChanged> sendBack(IncidentSentBack event, Instant at) {
        return alertAssignee(event, event.toRegion(), event.toUsername(), AlertReason.SENT_BACK, at);
    }

    private Uni<AlertsChanged> alertAssignee(
            IncidentEvent event, RegionCode toRegion, Username toUsername, AlertReason reason, Instant at) {
        return ifOpen(event, incident -> {
            incident.setStatus(IncidentStatus.HANDED_OVER);
            var route = toUsername == null
                    ? router.routeToChiefOf(toRegion == null ? event.region() : toRegion)
                    : router.routeToPerson(toUsername.value(), event.region());
            return route.invoke(found -> logIfWithoutChief(found, event))
                    .chain(found -> alerts.raise(incident, found.recipients(), reason, at))
                    .chain(raised -> alerts.markChanged(incident, raised)
                            .chain(changed -> publish(
                                    Stream.concat(raised.stream(), changed.stream())
                                            .toList(),
                                    Stream.<AlertEvent>concat(
                                                    raised.stream().map(Alert::raised),
                                                    changed.stream().map(alert -> alert.updated(at)))
                                            .toList())));
        });
    }

    private Uni<AlertsChanged> settle(IncidentEvent event, IncidentStatus status, Instant at) {
        return ifOpen(event, incident -> {
            incident.setStatus(status);
            return alerts.settle(incident)
                    .chain(settled -> publish(
                            settled,
                            settled.stream().map(alert -> alert.settled(at)).toList()));
        });
    }

    /** Ignores an event that arrives late, such as one replayed from the dead letters. */
    private Uni<AlertsChanged> ifOpen(IncidentEvent event, Function<AlertedIncident, Uni<AlertsChanged>> change) {
        return alerts.lockIncident(event.incidentId()).chain(incident -> {
            if (incident == null || incident.isOver()) {
                LOG.warnf(
                        "%s of incident %s ignored: %s",
                        event.type(),
                        event.incidentId(),
                        incident == null ? "its report was not received" : "the incident is over");
                return Uni.createFrom().item(AlertsChanged.NOTHING);
            }
            return change.apply(incident);
        });
    }

    private Uni<AlertsChanged> publish(List<Alert> changed, List<? extends AlertEvent> events) {
        return outbox.add(events).replaceWith(new AlertsChanged(changed, events));
    }

    private static void logIfWithoutChief(Route route, IncidentEvent event) {
        if (route.withoutChief()) {
            LOG.errorf(
                    "the roster has no chief for %s or a region above it; incident %s goes to %s",
                    event.region(), event.incidentId(), route.recipients());
        }
    }
}
