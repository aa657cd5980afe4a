package org.linzhang.patrol.recording;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

import org.linzhang.patrol.track.GpxReader;
import org.linzhang.patrol.track.GpxTrack;
import org.linzhang.patrol.track.JsonTrack;
import org.linzhang.patrol.track.Point;
import org.linzhang.patrol.track.Segment;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.security.CurrentCaller;
import org.linzhang.platform.security.Role;

/**
 * Takes a piece of a patrol's track, as JSON or GPX: 201 the first time, 200 for the same points again, 409 for others. The
 * pieces may come in any order, also behind the patrol's finish.
 */
@Path("/api/patrols/{id}/segments/{seq}")
@RolesAllowed({Role.RANGER, Role.CHIEF})
class SegmentResource {

    private static final int LAST = 100_000;

    private final SegmentIntake intake;
    private final CurrentCaller caller;
    private final Clock clock;

    SegmentResource(SegmentIntake intake, CurrentCaller caller, Clock clock) {
        this.intake = intake;
        this.caller = caller;
        this.clock = clock;
    }

    /** What was stored. */
    record Stored(int seq, int points) {}

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Stored>> json(UUID id, int seq, @NotNull(message = "must be given") JsonTrack track) {
        return take(id, seq, track.read());
    }

    @PUT
    @Consumes(GpxTrack.MEDIA_TYPE)
    public Uni<RestResponse<Stored>> gpx(UUID id, int seq, byte[] track) {
        return take(id, seq, GpxReader.read(track));
    }

    private Uni<RestResponse<Stored>> take(UUID id, int seq, List<Point> points) {
        if (seq < 0 || seq > LAST) {
            throw new InvalidField("seq", "must be a number from 0 to " + LAST);
        }
        var segment = new Segment(id, seq, points, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return intake.take(caller.get(), segment)
                .map(first -> RestResponse.status(
                        first ? RestResponse.Status.CREATED : RestResponse.Status.OK, new Stored(seq, points.size())));
    }
}
