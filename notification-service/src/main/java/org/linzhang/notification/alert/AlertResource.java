package org.linzhang.notification.alert;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestQuery;

import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.input.QueryParams;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.page.KeysetPosition;
import org.linzhang.platform.page.Page;
import org.linzhang.platform.page.PageRequest;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.CurrentCaller;

/** The caller's inbox. Anybody may have one, whatever their role. */
@Path("/api/alerts")
@Authenticated
class AlertResource {

    private final CurrentCaller caller;
    private final Alerts alerts;
    private final Outbox outbox;
    private final Regions regions;
    private final Clock clock;
    private final Event<AlertsChanged> changes;

    AlertResource(
            CurrentCaller caller,
            Alerts alerts,
            Outbox outbox,
            Regions regions,
            Clock clock,
            Event<AlertsChanged> changes) {
        this.caller = caller;
        this.alerts = alerts;
        this.outbox = outbox;
        this.regions = regions;
        this.clock = clock;
        this.changes = changes;
    }

    /** What the caller was told, newest first. */
    @GET
    public Uni<Page<AlertView>> inbox(@RestQuery String status, @RestQuery String cursor, @RestQuery String limit) {
        var reader = caller.get();
        var statuses = status == null
                ? EnumSet.allOf(AlertStatus.class)
                : EnumSet.of(QueryParams.constant("status", status, AlertStatus.class));
        var page = PageRequest.of(limit);
        var last = KeysetPosition.of(cursor);
        return Panache.withSession(() -> alerts.inboxOf(reader, statuses, last.at(), last.id(), page))
                .map(found -> Page.of(
                        found,
                        page,
                        alert -> AlertView.of(alert, regions),
                        alert -> new KeysetPosition(alert.raisedAt(), alert.id()).cursor()));
    }

    /** Says that the caller knows. The first time stands; again changes nothing. 404 for what is another's. */
    @POST
    @Path("{id}/acknowledge")
    public Uni<AlertView> acknowledge(UUID id) {
        var reader = caller.get();
        return Panache.withTransaction(() -> acknowledge(id, reader))
                .invoke(changes::fire)
                .map(changed -> AlertView.of(changed.alerts().getFirst(), regions));
    }

    private Uni<AlertsChanged> acknowledge(UUID id, Caller reader) {
        return alerts.lock(id, reader)
                .chain(alert -> alerts.nextChange().chain(change -> {
                    var events =
                            alert.acknowledge(clock.instant(), change).stream().toList();
                    return outbox.add(events).replaceWith(new AlertsChanged(List.of(alert), events));
                }));
    }
}
