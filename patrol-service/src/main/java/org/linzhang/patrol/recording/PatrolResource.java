package org.linzhang.patrol.recording;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.jboss.resteasy.reactive.RestResponse;

import org.linzhang.patrol.track.Summary;
import org.linzhang.platform.input.RegionParam;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.page.KeysetPosition;
import org.linzhang.platform.page.Page;
import org.linzhang.platform.problem.ConflictingBody;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.problem.UnknownRegion;
import org.linzhang.platform.region.Regions;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.CurrentCaller;
import org.linzhang.platform.security.Role;

/** Begins and ends patrols, and shows them. */
@Path("/api/patrols")
@Authenticated
class PatrolResource {

    /** Phones' clocks differ from ours. */
    private static final Duration LEEWAY = Duration.ofMinutes(10);

    /** No clock that lost its battery goes back further. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private final Patrols patrols;
    private final PatrolSummaries summing;
    private final Outbox outbox;
    private final RegionParam asked;
    private final Regions regions;
    private final CurrentCaller caller;
    private final Clock clock;

    PatrolResource(
            Patrols patrols,
            PatrolSummaries summing,
            Outbox outbox,
            RegionParam asked,
            Regions regions,
            CurrentCaller caller,
            Clock clock) {
        this.patrols = patrols;
        this.summing = summing;
        this.outbox = outbox;
        this.asked = asked;
        this.regions = regions;
        this.caller = caller;
        this.clock = clock;
    }

    /** 201 the first time, 200 for the same body again, 409 for another one. */
    @PUT
    @Path("{id}")
    @RolesAllowed({Role.RANGER, Role.CHIEF})
    public Uni<RestResponse<PatrolView>> begin(
            UUID id, @NotNull(message = "must be given") @Valid BeginPatrolRequest begin) {
        var who = caller.get();
        check(who, begin);
        // Of two simultaneous requests one finds the other's patrol only after its own was refused.
        return beginOnce(id, who, begin)
                .onFailure(ConstraintViolationException.class)
                .recoverWithUni(() -> beginOnce(id, who, begin));
    }

    /** The summary; 200 also for the same body again. More of the track may follow and renews it. */
    @PUT
    @Path("{id}/finish")
    @RolesAllowed({Role.RANGER, Role.CHIEF})
    @WithTransaction
    public Uni<Summary> finish(UUID id, @NotNull(message = "must be given") @Valid FinishPatrolRequest finish) {
        checkTime("finishedAt", finish.finishedAt());
        return patrols.ownHeld(caller.get(), id).chain(patrol -> {
            if (finish.finishedAt().isBefore(patrol.startedAt())) {
                throw new InvalidField("finishedAt", "must not lie before the start, " + patrol.startedAt());
            }
            if (!patrol.isFinished()) {
                return summing.sumUp(patrol, finish.finishedAt());
            }
            if (!patrol.finishedAt().equals(finish.finishedAt())) {
                throw new ConflictingBody("finish of the patrol");
            }
            return Uni.createFrom().item(patrol.summary());
        });
    }

    /** Newest first. */
    @GET
    @WithSession
    public Uni<Page<PatrolView>> list(@BeanParam PatrolFilter filter) {
        var choice = filter.read(caller.get(), asked);
        return patrols.list(choice)
                .map(found -> Page.of(
                        found,
                        choice.page(),
                        this::view,
                        patrol -> new KeysetPosition(patrol.startedAt(), patrol.id()).cursor()));
    }

    @GET
    @Path("{id}")
    @WithSession
    public Uni<PatrolView> one(UUID id) {
        return patrols.inScope(caller.get(), id).map(this::view);
    }

    private Uni<RestResponse<PatrolView>> beginOnce(UUID id, Caller who, BeginPatrolRequest begin) {
        return Panache.withTransaction(() -> patrols.findById(id).chain(there -> {
            if (there == null) {
                return store(new Patrol(id, begin, who, clock.instant()));
            }
            if (!there.isBegunBy(who, begin)) {
                throw new ConflictingBody(Patrols.WHAT);
            }
            return Uni.createFrom().item(RestResponse.ok(view(there)));
        }));
    }

    private Uni<RestResponse<PatrolView>> store(Patrol patrol) {
        return patrols.persistAndFlush(patrol)
                .call(() -> outbox.add(patrol.begun()))
                .map(stored -> RestResponse.status(RestResponse.Status.CREATED, view(stored)));
    }

    private void check(Caller who, BeginPatrolRequest begin) {
        if (!regions.knows(begin.regionCode())) {
            throw new UnknownRegion("regionCode", begin.regionCode().value());
        }
        if (!who.scope().contains(begin.regionCode())) {
            throw new NotFound("region");
        }
        checkTime("startedAt", begin.startedAt());
    }

    private void checkTime(String field, Instant time) {
        if (time.isAfter(clock.instant().plus(LEEWAY))) {
            throw new InvalidField(field, "must not lie in the future; set the clock of the phone");
        }
        if (time.isBefore(EARLIEST)) {
            throw new InvalidField(field, "must not lie before 1900; set the clock of the phone");
        }
    }

    private PatrolView view(Patrol patrol) {
        return PatrolView.of(patrol, regions);
    }
}
