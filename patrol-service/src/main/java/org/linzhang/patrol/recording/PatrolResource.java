package org.linzhang.patrol.recording;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

import org.linzhang.patrol.track.Summary;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.input.RegionParam;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.page.KeysetPosition;
import org.linzhang.platform.page.Page;
import org.linzhang.platform.precondition.ViewTag;
import org.linzhang.platform.problem.ConflictingBody;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.problem.Problem;
import org.linzhang.platform.problem.UnknownRegion;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.CurrentCaller;
import org.linzhang.platform.security.Role;

/** Starts and finishes patrols, and returns them. */
@Path("/api/patrols")
@Authenticated
class PatrolResource {

    /** How far a phone's clock may be ahead. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    /** Clocks that lost power report 1901 at the earliest. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private final Patrols patrols;
    private final PatrolSummaries summaries;
    private final Outbox outbox;
    private final RegionParam regionParam;
    private final Regions regions;
    private final CurrentCaller caller;
    private final Clock clock;

    PatrolResource(
            Patrols patrols,
            PatrolSummaries summaries,
            Outbox outbox,
            RegionParam regionParam,
            Regions regions,
            CurrentCaller caller,
            Clock clock) {
        this.patrols = patrols;
        this.summaries = summaries;
        this.outbox = outbox;
        this.regionParam = regionParam;
        this.regions = regions;
        this.caller = caller;
        this.clock = clock;
    }

    /** Returns 201 for a new patrol, 200 if the same body is repeated, 409 if the id names another patrol. */
    @PUT
    @Path("{id}")
    @RolesAllowed({Role.RANGER, Role.CHIEF})
    public Uni<RestResponse<PatrolView>> start(
            UUID id, @NotNull(message = "must be given") @Valid StartPatrolRequest request) {
        var patroller = caller.get();
        var refusal = refusal(patroller, request);
        // Of two simultaneous requests one fails to insert the patrol; its second attempt finds the stored one.
        return startOnce(id, patroller, request, refusal)
                .onFailure(ConstraintViolationException.class)
                .recoverWithUni(() -> startOnce(id, patroller, request, refusal));
    }

    /**
     * Returns the summary, also if the same body is repeated when it would be refused. Segments that arrive later change the
     * summary.
     */
    @PUT
    @Path("{id}/finish")
    @RolesAllowed({Role.RANGER, Role.CHIEF})
    @WithTransaction
    public Uni<Summary> finish(UUID id, @NotNull(message = "must be given") @Valid FinishPatrolRequest request) {
        var patroller = caller.get();
        return patrols.lockOwn(patroller, id)
                .chain(patrol -> finish(patrol, patroller, request))
                .onFailure(NotFound.class)
                .recoverWithUni(refusal ->
                        findFinished(id, patroller, request).onItem().ifNull().failWith(refusal));
    }

    /** The summary of the patrol if the request is repeated after the patrol has left the caller's scope; else null. */
    private Uni<Summary> findFinished(UUID id, Caller patroller, FinishPatrolRequest request) {
        return patrols.find(id)
                .map(stored -> stored != null && stored.wasFinishedBy(patroller, request) ? stored.summary() : null);
    }

    private Uni<Summary> finish(Patrol patrol, Caller patroller, FinishPatrolRequest request) {
        if (patrol.wasFinishedBy(patroller, request)) {
            return Uni.createFrom().item(patrol.summary());
        }
        checkTime("finishedAt", request.finishedAt());
        if (request.finishedAt().isBefore(patrol.startedAt())) {
            throw new InvalidField("finishedAt", "must not be before the start, " + patrol.startedAt());
        }
        if (patrol.isFinished()) {
            throw new ConflictingBody("finish of the patrol");
        }
        return summaries.summarize(patrol, request.finishedAt());
    }

    /** Newest first. */
    @GET
    @WithSession
    public Uni<Page<PatrolView>> list(@BeanParam PatrolFilter filter) {
        var query = filter.query(caller.get(), regionParam);
        return patrols.list(query)
                .map(found -> Page.of(
                        found,
                        query.page(),
                        this::view,
                        patrol -> new KeysetPosition(patrol.startedAt(), patrol.id()).cursor()));
    }

    @GET
    @Path("{id}")
    @WithSession
    public Uni<RestResponse<PatrolView>> one(UUID id, @RestHeader(ViewTag.IF_NONE_MATCH) String ifNoneMatch) {
        return patrols.inScope(caller.get(), id)
                .map(patrol -> patrol.tag().respondIfChanged(view(patrol), ifNoneMatch));
    }

    private Uni<RestResponse<PatrolView>> startOnce(
            UUID id, Caller patroller, StartPatrolRequest request, Optional<Problem> refusal) {
        return Panache.withTransaction(() -> patrols.find(id).chain(stored -> {
            if (stored != null && stored.matches(patroller, request)) {
                return Uni.createFrom().item(stored.tag().respond(RestResponse.Status.OK, view(stored)));
            }
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            if (stored != null) {
                throw new ConflictingBody(Patrols.NAME);
            }
            return store(new Patrol(id, request, patroller, clock.instant()));
        }));
    }

    private Uni<RestResponse<PatrolView>> store(Patrol patrol) {
        return patrols.add(patrol)
                .chain(() -> outbox.add(patrol.started()))
                .map(stored -> patrol.tag().respond(RestResponse.Status.CREATED, view(patrol)));
    }

    /** Why the patrol may not be started now. It may have been started when the caller had another region. */
    private Optional<Problem> refusal(Caller patroller, StartPatrolRequest request) {
        try {
            check(patroller, request);
            return Optional.empty();
        } catch (Problem refusal) {
            return Optional.of(refusal);
        }
    }

    private void check(Caller patroller, StartPatrolRequest request) {
        if (!regions.knows(request.regionCode())) {
            throw new UnknownRegion("regionCode", request.regionCode().value());
        }
        if (!patroller.scope().contains(request.regionCode())) {
            throw new NotFound("region");
        }
        checkTime("startedAt", request.startedAt());
    }

    private void checkTime(String field, Instant time) {
        if (time.isAfter(clock.instant().plus(CLOCK_TOLERANCE))) {
            throw new InvalidField(field, "must not be in the future; set the clock of the phone");
        }
        if (time.isBefore(EARLIEST)) {
            throw new InvalidField(field, "must not be before 1900; set the clock of the phone");
        }
    }

    private PatrolView view(Patrol patrol) {
        return PatrolView.of(patrol, regions);
    }
}
