package org.linzhang.incident.lifecycle;

import java.time.Clock;
import java.util.UUID;
import java.util.function.BiFunction;
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

import org.linzhang.incident.event.IncidentEvent;
import org.linzhang.incident.intake.Intake;
import org.linzhang.incident.intake.Report;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.input.RegionParam;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.page.KeysetPosition;
import org.linzhang.platform.page.Page;
import org.linzhang.platform.problem.ConflictingBody;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.security.CurrentCaller;
import org.linzhang.platform.security.Role;

/**
 * Reports incidents, lists them, and performs actions on them.
 *
 * <p>404 if the incident is not visible to the caller, 403 if the caller may not perform the action, 409 if the action is not
 * allowed at the incident's status.
 */
@Path("/api/incidents")
@Consumes(MediaType.APPLICATION_JSON)
class IncidentResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int MAX_KEY_LENGTH = 64;
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Incidents incidents;
    private final Ledger ledger;
    private final Intake intake;
    private final Assignees assignees;
    private final Outbox outbox;
    private final RegionParam regionParam;
    private final Regions regions;
    private final CurrentCaller caller;
    private final Clock clock;

    IncidentResource(
            Incidents incidents,
            Ledger ledger,
            Intake intake,
            Assignees assignees,
            Outbox outbox,
            RegionParam regionParam,
            Regions regions,
            CurrentCaller caller,
            Clock clock) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.intake = intake;
        this.assignees = assignees;
        this.outbox = outbox;
        this.regionParam = regionParam;
        this.regions = regions;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Stores a report under an id that the client generated.
     *
     * @return 201; 200 with the current incident if the same reporter has already sent the same report; 409 if the id is taken
     *     by another report, with the same answer inside and outside the caller's region
     */
    @PUT
    @Path("{id}")
    @RolesAllowed({Role.RANGER, Role.CHIEF, Role.SUPERVISOR, Role.POLICE, Role.ADMIN})
    public Uni<RestResponse<IncidentView>> report(String id, @Valid Report report) {
        if (report == null) {
            throw new InvalidField("kind", "must be given; the body is empty");
        }
        var reporter = caller.get();
        var at = clock.instant();
        var incident = new Incident(idOf(id), intake.validate(report, reporter), reporter, at);
        return incidents
                .insertIfAbsent(incident, incident.reported(IDS.generate()))
                .chain(inserted -> inserted ? created(incident) : alreadyStored(incident));
    }

    private Uni<RestResponse<IncidentView>> created(Incident incident) {
        var view = IncidentView.of(incident, regions);
        return Uni.createFrom().item(RestResponse.status(RestResponse.Status.CREATED, view));
    }

    private Uni<RestResponse<IncidentView>> alreadyStored(Incident incident) {
        return incidents.load(incident.id).map(stored -> {
            if (!stored.isSameReportAs(incident)) {
                throw new ConflictingBody("incident");
            }
            return RestResponse.ok(IncidentView.of(stored, regions));
        });
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
    public Uni<IncidentView> get(String id) {
        return incidents.inScope(caller.get(), idOf(id)).map(incident -> IncidentView.of(incident, regions));
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
    public Uni<IncidentView> accept(String id, @Valid ActionRequest body, @RestHeader(IDEMPOTENCY_KEY) String key) {
        return perform(IncidentAction.ACCEPT, id, body, key, Incident::accept);
    }

    @POST
    @Path("{id}/reject")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<IncidentView> reject(String id, @Valid ActionRequest body, @RestHeader(IDEMPOTENCY_KEY) String key) {
        return perform(IncidentAction.REJECT, id, body, key, Incident::reject);
    }

    @POST
    @Path("{id}/hand-over")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<IncidentView> handOver(String id, @Valid ActionRequest body, @RestHeader(IDEMPOTENCY_KEY) String key) {
        return assignees
                .find(ActionRequest.orEmpty(body).recipient(), caller.get())
                .chain(to -> perform(
                        IncidentAction.HAND_OVER,
                        id,
                        body,
                        key,
                        (incident, context) -> incident.handOver(to, context)));
    }

    @POST
    @Path("{id}/handle")
    @Authenticated
    @WithTransaction
    public Uni<IncidentView> handle(String id, @Valid ActionRequest body, @RestHeader(IDEMPOTENCY_KEY) String key) {
        return perform(IncidentAction.HANDLE, id, body, key, Incident::handle);
    }

    @POST
    @Path("{id}/verify")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<IncidentView> verify(String id, @Valid ActionRequest body, @RestHeader(IDEMPOTENCY_KEY) String key) {
        return perform(IncidentAction.VERIFY, id, body, key, Incident::verify);
    }

    @POST
    @Path("{id}/send-back")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<IncidentView> sendBack(String id, @Valid ActionRequest body, @RestHeader(IDEMPOTENCY_KEY) String key) {
        return perform(IncidentAction.SEND_BACK, id, body, key, Incident::sendBack);
    }

    /** Performs an action once: if the ledger contains the key, it only returns the current incident. */
    private Uni<IncidentView> perform(
            IncidentAction action,
            String id,
            ActionRequest body,
            String key,
            BiFunction<Incident, ActionContext, IncidentEvent> transition) {
        var request = ActionRequest.orEmpty(body);
        request.checkNote(action);
        checkKey(key);
        var actor = caller.get();
        return incidents
                .inScopeForUpdate(actor, idOf(id))
                .invoke(incident -> IncidentPermissions.check(action, incident, actor))
                .call(incident -> ledger.contains(incident, key).chain(done -> {
                    var context = new ActionContext(IDS.generate(), actor, clock.instant(), request.noteOrNull());
                    return done
                            ? Uni.createFrom().voidItem()
                            : performAndRecord(action, incident, context, key, transition);
                }))
                .map(incident -> IncidentView.of(incident, regions));
    }

    private Uni<Void> performAndRecord(
            IncidentAction action,
            Incident incident,
            ActionContext context,
            String key,
            BiFunction<Incident, ActionContext, IncidentEvent> transition) {
        var from = incident.status;
        var event = transition.apply(incident, context);
        return ledger.add(new HistoryEntry(incident, action, from, context, key))
                .chain(() -> outbox.add(event));
    }

    private static void checkKey(String key) {
        if (key != null && (key.isBlank() || key.length() > MAX_KEY_LENGTH)) {
            throw new InvalidField(IDEMPOTENCY_KEY, "must have 1 to " + MAX_KEY_LENGTH + " characters");
        }
    }

    private static UUID idOf(String text) {
        if (!ID.matcher(text).matches()) {
            throw new InvalidField("id", "must be a UUID");
        }
        return UUID.fromString(text);
    }
}
