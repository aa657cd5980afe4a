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
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.input.QueryParams;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.page.KeysetPosition;
import org.linzhang.platform.page.Page;
import org.linzhang.platform.page.PageRequest;
import org.linzhang.platform.precondition.ViewTag;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.CurrentCaller;

/** The caller's inbox. Every role may have one. */
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

    /**
     * Lists the caller's alerts, newest first.
     *
     * @param incident only the alert about this incident, whatever the other parameters say
     */
    @GET
    public Uni<Page<AlertView>> inbox(
            @RestQuery String incident, @RestQuery String status, @RestQuery String cursor, @RestQuery String limit) {
        var recipient = caller.get();
        if (incident != null) {
            return about(incidentId(incident), recipient);
        }
        var statuses = status == null
                ? EnumSet.allOf(AlertStatus.class)
                : EnumSet.of(QueryParams.constant("status", status, AlertStatus.class));
        var page = PageRequest.of(limit);
        var last = KeysetPosition.of(cursor);
        return Panache.withSession(() -> alerts.inboxOf(recipient, statuses, last.at(), last.id(), page))
                .map(found -> Page.of(
                        found,
                        page,
                        alert -> AlertView.of(alert, regions),
                        alert -> new KeysetPosition(alert.raisedAt(), alert.id()).cursor()));
    }

    private Uni<Page<AlertView>> about(UUID incident, Caller recipient) {
        return Panache.withSession(() -> alerts.about(incident, recipient))
                .map(found -> new Page<>(
                        found.stream()
                                .map(alert -> AlertView.of(alert, regions))
                                .toList(),
                        null));
    }

    private static UUID incidentId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidField("incident", "must be a UUID");
        }
    }

    @GET
    @Path("{id}")
    public Uni<RestResponse<AlertView>> get(UUID id, @RestHeader(ViewTag.IF_NONE_MATCH) String ifNoneMatch) {
        var recipient = caller.get();
        return Panache.withSession(() -> alerts.inScope(id, recipient))
                .map(alert -> tag(alert).respondIfChanged(AlertView.of(alert, regions), ifNoneMatch));
    }

    /**
     * Acknowledges an alert. Repeating it changes nothing and returns the time of the first acknowledgement, so that it needs
     * no {@code Idempotency-Key}. Returns 404 if the alert is another person's, or if its region is outside the caller's scope;
     * 412 with the current view if {@code If-Match} names a stale one and the alert is not acknowledged.
     */
    @POST
    @Path("{id}/acknowledge")
    public Uni<RestResponse<AlertView>> acknowledge(UUID id, @RestHeader(ViewTag.IF_MATCH) String ifMatch) {
        var recipient = caller.get();
        return Panache.withTransaction(() -> acknowledge(id, recipient, ifMatch))
                .invoke(changes::fire)
                .map(changed -> changed.alerts().getFirst())
                .map(alert -> tag(alert).respond(RestResponse.Status.OK, AlertView.of(alert, regions)));
    }

    private Uni<AlertsChanged> acknowledge(UUID id, Caller recipient, String ifMatch) {
        return alerts.lock(id, recipient)
                .invoke(alert -> {
                    if (alert.acknowledgedAt() == null) {
                        tag(alert).require(ifMatch, () -> AlertView.of(alert, regions));
                    }
                })
                .chain(alert -> alerts.nextSeq().chain(seq -> {
                    var events =
                            alert.acknowledge(clock.instant(), seq).stream().toList();
                    return outbox.add(events).replaceWith(new AlertsChanged(List.of(alert), events));
                }));
    }

    private static ViewTag tag(Alert alert) {
        return new ViewTag(alert.seq());
    }
}
