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
import org.linzhang.platform.input.RegionParam;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.page.KeysetPosition;
import org.linzhang.platform.page.Page;
import org.linzhang.platform.problem.ConflictingBody;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.region.Regions;
import org.linzhang.platform.security.CurrentCaller;
import org.linzhang.platform.security.Role;

/**
 * Reports of incidents, and what is done about them.
 *
 * <p>What the caller does not see is 404, whatever they try. A verb at the wrong time is 409, by the wrong person 403.
 */
@Path("/api/incidents")
@Consumes(MediaType.APPLICATION_JSON)
class IncidentResource {

    private static final String KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 64;
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Incidents incidents;
    private final Ledger ledger;
    private final Intake intake;
    private final Assignees assignees;
    private final Outbox outbox;
    private final RegionParam asked;
    private final Regions regions;
    private final CurrentCaller caller;
    private final Clock clock;

    IncidentResource(
            Incidents incidents,
            Ledger ledger,
            Intake intake,
            Assignees assignees,
            Outbox outbox,
            RegionParam asked,
            Regions regions,
            CurrentCaller caller,
            Clock clock) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.intake = intake;
        this.assignees = assignees;
        this.outbox = outbox;
        this.asked = asked;
        this.regions = regions;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Stores a report under the id that its sender made: 201. The same again from the same reporter is 200 with the incident
     * as it stands now. Anything else under a taken id is 409, be it in the caller's region or not, and says no more.
     */
    @PUT
    @Path("{id}")
    @RolesAllowed({Role.RANGER, Role.CHIEF, Role.SUPERVISOR, Role.POLICE, Role.ADMIN})
    public Uni<RestResponse<IncidentView>> report(String id, @Valid Report report) {
        if (report == null) {
            throw new InvalidField("kind", "must be given, as all of a report; the body is empty");
        }
        var reporter = caller.get();
        var at = Moments.stored(clock.instant());
        var incident = new Incident(idOf(id), intake.examine(report, reporter), reporter, at);
        return incidents
                .storeOnce(incident, incident.report(IDS.generate()))
                .chain(stored -> stored ? created(incident) : sameAgain(incident));
    }

    private Uni<RestResponse<IncidentView>> created(Incident incident) {
        var view = IncidentView.of(incident, regions);
        return Uni.createFrom().item(RestResponse.status(RestResponse.Status.CREATED, view));
    }

    private Uni<RestResponse<IncidentView>> sameAgain(Incident incident) {
        return incidents.stored(incident.id).map(stored -> {
            if (!stored.isSameReportAs(incident)) {
                throw new ConflictingBody("incident");
            }
            return RestResponse.ok(IncidentView.of(stored, regions));
        });
    }

    /** Newest first, what the caller sees. */
    @GET
    @Authenticated
    @WithSession
    public Uni<Page<IncidentView>> list(@BeanParam IncidentFilter search) {
        var page = search.by(caller.get(), asked).page();
        return incidents
                .list(search)
                .map(found -> Page.of(
                        found,
                        page,
                        incident -> IncidentView.of(incident, regions),
                        incident -> new KeysetPosition(incident.receivedAt, incident.id).cursor()));
    }

    @GET
    @Path("{id}")
    @Authenticated
    @WithSession
    public Uni<IncidentView> one(String id) {
        return incidents.inScope(caller.get(), idOf(id)).map(incident -> IncidentView.of(incident, regions));
    }

    /** The whole ledger of one incident, oldest first; {@code next} is always null. */
    @GET
    @Path("{id}/history")
    @Authenticated
    @WithSession
    public Uni<Page<HistoryView>> history(String id) {
        return incidents
                .inScope(caller.get(), idOf(id))
                .chain(ledger::of)
                .map(lines -> new Page<>(lines.stream().map(HistoryView::of).toList(), null));
    }

    @POST
    @Path("{id}/accept")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<IncidentView> accept(String id, @Valid ActionRequest note, @RestHeader(KEY) String key) {
        return act(IncidentAction.ACCEPT, id, note, key, Incident::accept);
    }

    @POST
    @Path("{id}/reject")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<IncidentView> reject(String id, @Valid ActionRequest note, @RestHeader(KEY) String key) {
        return act(IncidentAction.REJECT, id, note, key, Incident::reject);
    }

    @POST
    @Path("{id}/hand-over")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<IncidentView> handOver(String id, @Valid ActionRequest note, @RestHeader(KEY) String key) {
        return assignees
                .find(ActionRequest.of(note).recipient(), caller.get())
                .chain(to ->
                        act(IncidentAction.HAND_OVER, id, note, key, (incident, deed) -> incident.handOver(to, deed)));
    }

    @POST
    @Path("{id}/handle")
    @Authenticated
    @WithTransaction
    public Uni<IncidentView> handle(String id, @Valid ActionRequest note, @RestHeader(KEY) String key) {
        return act(IncidentAction.HANDLE, id, note, key, Incident::handle);
    }

    @POST
    @Path("{id}/verify")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<IncidentView> verify(String id, @Valid ActionRequest note, @RestHeader(KEY) String key) {
        return act(IncidentAction.VERIFY, id, note, key, Incident::verify);
    }

    @POST
    @Path("{id}/send-back")
    @RolesAllowed({Role.CHIEF, Role.SUPERVISOR, Role.ADMIN})
    @WithTransaction
    public Uni<IncidentView> sendBack(String id, @Valid ActionRequest note, @RestHeader(KEY) String key) {
        return act(IncidentAction.SEND_BACK, id, note, key, Incident::sendBack);
    }

    /** Does something with an incident once: with a key that its ledger knows, nothing more. */
    private Uni<IncidentView> act(
            IncidentAction verb,
            String id,
            ActionRequest body,
            String key,
            BiFunction<Incident, ActionContext, IncidentEvent> move) {
        var note = ActionRequest.of(body);
        note.check(verb);
        checkKey(key);
        var actor = caller.get();
        return incidents
                .held(actor, idOf(id))
                .invoke(incident -> IncidentPermissions.check(verb, incident, actor))
                .call(incident -> ledger.knows(incident, key).chain(known -> {
                    var deed = new ActionContext(IDS.generate(), actor, Moments.stored(clock.instant()), note.text());
                    return known ? Uni.createFrom().voidItem() : enter(verb, incident, deed, key, move);
                }))
                .map(incident -> IncidentView.of(incident, regions));
    }

    private Uni<Void> enter(
            IncidentAction verb,
            Incident incident,
            ActionContext deed,
            String key,
            BiFunction<Incident, ActionContext, IncidentEvent> move) {
        var from = incident.status;
        var event = move.apply(incident, deed);
        return ledger.persist(new HistoryEntry(incident, verb, from, deed, key)).chain(() -> outbox.add(event));
    }

    private static void checkKey(String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new InvalidField(KEY, "must have 1 to " + LONGEST_KEY + " characters");
        }
    }

    private static UUID idOf(String text) {
        if (!ID.matcher(text).matches()) {
            throw new InvalidField("id", "must be a UUID");
        }
        return UUID.fromString(text);
    }
}
