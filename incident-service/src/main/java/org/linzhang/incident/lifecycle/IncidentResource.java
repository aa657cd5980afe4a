package org.linzhang.incident.lifecycle;

import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

import org.linzhang.incident.intake.Fingerprint;
import org.linzhang.incident.intake.Intake;
import org.linzhang.incident.intake.Report;
import org.linzhang.incident.lifecycle.IncidentActions.Transition;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.input.RegionParam;
import org.linzhang.platform.page.KeysetPosition;
import org.linzhang.platform.page.Page;
import org.linzhang.platform.precondition.ViewTag;
import org.linzhang.platform.problem.ConflictingBody;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.problem.Problem;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.CurrentCaller;
import org.linzhang.platform.security.Role;

/**
 * Reports incidents, lists them, and performs actions on them.
 *
 * <p>For an action: 404 if the incident is not visible to the caller, 422 if the {@code Idempotency-Key} belongs to another
 * request, 412 with the current view if {@code If-Match} names a stale one, 403 if the caller may not perform the action, 409 if
 * the action is not allowed at the incident's status.
 */
@Path("/api/incidents")
@Consumes(MediaType.APPLICATION_JSON)
class IncidentResource {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Incidents incidents;
    private final Ledger ledger;
    private final Intake intake;
    private final IncidentActions actions;
    private final Assignees assignees;
    private final RegionParam regionParam;
    private final Regions regions;
    private final CurrentCaller caller;
    private final Clock clock;

    IncidentResource(
            Incidents incidents,
            Ledger ledger,
            Intake intake,
            IncidentActions actions,
            Assignees assignees,
            RegionParam regionParam,
            Regions regions,
            CurrentCaller caller,
            Clock clock) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.intake = intake;
        this.actions = actions;
        this.assignees = assignees;
        this.regionParam = regionParam;
        this.regions = regions;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Stores a report under an id that the client generated.
     *
     * @return 201; 200 with the current incident if the same reporter has already sent the same report, also if it would be
     *     refused now; 409 if the id is taken by another report, with the same answer inside and outside the caller's regions
     */
    @PUT
    @Path("{id}")
    @RolesAllowed({Role.RANGER, Role.CHIEF, Role.SUPERVISOR, Role.POLICE, Role.ADMIN})
    public Uni<RestResponse<IncidentView>> report(String id, @Valid Report report) {
        if (report == null) {
            throw new InvalidField("kind", "must be given; the body is empty");
        }
        var reporter = caller.get();
        var incidentId = idOf(id);
        return Uni.createFrom()
                .deferred(() -> store(incidentId, report, reporter))
                .onFailure(Problem.class)
                .recoverWithUni(refusal -> findStored(incidentId, report, reporter)
                        .onItem()
                        .ifNull()
                        .failWith(refusal));
    }

    /** Fails with a problem if the report is not valid now, or the id is taken. */
    private Uni<RestResponse<IncidentView>> store(UUID id, Report report, Caller reporter) {
        var incident = new Incident(id, intake.validate(report, reporter), reporter, clock.instant());
        return incidents
                .insertIfAbsent(incident, incident.reported(IDS.generate()))
                .map(inserted -> {
                    if (!inserted) {
                        throw new ConflictingBody("incident");
                    }
                    return respond(RestResponse.Status.CREATED, incident);
                });
    }

    /** The incident of the same report, which may have been stored when the caller had another region; else null. */
    private Uni<RestResponse<IncidentView>> findStored(UUID id, Report report, Caller reporter) {
        return incidents
                .load(id)
                .map(stored -> stored == null || !stored.wasReportedBy(reporter, Fingerprint.of(report))
                        ? null
                        : respond(RestResponse.Status.OK, stored));
    }

    private RestResponse<IncidentView> respond(RestResponse.Status status, Incident incident) {
        return incident.tag().respond(status, IncidentView.of(incident, regions));
    }

    /** The incidents that are visible to the caller, newest first. */
    @GET
    @Authenticated
    @WithSession
    public Uni<Page<IncidentView>> list(@BeanParam IncidentFilter filter) {
        var query = filter.query(caller.get(), regionParam);
        return incidents
                .list(query)
                .map(found -> Page.of(
                        found,
                        query.page(),
                        incident -> IncidentView.of(incident, regions),
                        incident -> new KeysetPosition(incident.receivedAt, incident.id).cursor()));
    }

    @GET
    @Path("{id}")
    @Authenticated
    @WithSession
    public Uni<RestResponse<IncidentView>> get(String id, @RestHeader(ViewTag.IF_NONE_MATCH) String ifNoneMatch) {
        return incidents
                .inScope(caller.get(), idOf(id))
                .map(incident -> incident.tag().respondIfChanged(IncidentView.of(incident, regions), ifNoneMatch));
    }

    /** All history entries of an incident, oldest first; {@code next} is always null. */
    @GET
    @Path("{id}/history")
    @Authenticated
    @WithSession
    public Uni<Page<HistoryView>> history(String id) {
        return incidents
                .inScope(caller.get(), idOf(id))
                .chain(ledger::of)
                .map(entries -> new Page<>(entries.stream().map(HistoryView::of).toList(), null));
    }

    @POST
    @Path("{id}/accept")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<RestResponse<IncidentView>> accept(
            String id, @Valid ActionRequest body, @BeanParam ActionHeaders headers) {
        return perform(IncidentAction.ACCEPT, id, body, headers, Transition.of(Incident::accept));
    }

    @POST
    @Path("{id}/reject")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<RestResponse<IncidentView>> reject(
            String id, @Valid ActionRequest body, @BeanParam ActionHeaders headers) {
        return perform(IncidentAction.REJECT, id, body, headers, Transition.of(Incident::reject));
    }

    @POST
    @Path("{id}/hand-over")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<RestResponse<IncidentView>> handOver(
            String id, @Valid ActionRequest body, @BeanParam ActionHeaders headers) {
        var to = ActionRequest.orEmpty(body).recipient();
        return perform(
                IncidentAction.HAND_OVER,
                id,
                body,
                headers,
                (incident, context) ->
                        assignees.find(to, context.actor()).map(assignee -> incident.handOver(assignee, context)));
    }

    @POST
    @Path("{id}/handle")
    @Authenticated
    @WithTransaction
    public Uni<RestResponse<IncidentView>> handle(
            String id, @Valid ActionRequest body, @BeanParam ActionHeaders headers) {
        return perform(IncidentAction.HANDLE, id, body, headers, Transition.of(Incident::handle));
    }

    @POST
    @Path("{id}/verify")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<RestResponse<IncidentView>> verify(
            String id, @Valid ActionRequest body, @BeanParam ActionHeaders headers) {
        return perform(IncidentAction.VERIFY, id, body, headers, Transition.of(Incident::verify));
    }

    @POST
    @Path("{id}/send-back")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<RestResponse<IncidentView>> sendBack(
            String id, @Valid ActionRequest body, @BeanParam ActionHeaders headers) {
        return perform(IncidentAction.SEND_BACK, id, body, headers, Transition.of(Incident::sendBack));
    }

    private Uni<RestResponse<IncidentView>> perform(
            IncidentAction action, String id, ActionRequest body, ActionHeaders headers, Transition transition) {
        return actions.perform(action, idOf(id), ActionRequest.orEmpty(body), headers, caller.get(), transition)
                .map(incident -> respond(RestResponse.Status.OK, incident));
    }

    private static UUID idOf(String text) {
        if (!ID.matcher(text).matches()) {
            throw new InvalidField("id", "must be a UUID");
        }
        return UUID.fromString(text);
    }
}
