package org.linzhang.patrol.recording;

import java.time.Clock;
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
import org.linzhang.patrol.track.GpxWriter;
import org.linzhang.patrol.track.Point;
import org.linzhang.patrol.track.Segment;
import org.linzhang.patrol.track.SegmentRequest;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.security.CurrentCaller;
import org.linzhang.platform.security.Role;

/**
 * Stores a segment of a patrol's track, sent as JSON or GPX. Returns 201 for a new segment, 200 if the same points are stored
 * already, 409 if other points are. Segments may arrive in any order, and after the patrol is finished.
 */
@Path("/api/patrols/{id}/segments/{seq}")
@RolesAllowed({Role.RANGER, Role.CHIEF})
class SegmentResource {

    private static final int MAX_SEQ = 100_000;

    private final SegmentIntake intake;
    private final CurrentCaller caller;
    private final Clock clock;

    SegmentResource(SegmentIntake intake, CurrentCaller caller, Clock clock) {
        this.intake = intake;
        this.caller = caller;
        this.clock = clock;
    }

    /** Number of the segment and of its points. */
    record StoredSegment(int seq, int points) {}

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<StoredSegment>> json(
            UUID id, int seq, @NotNull(message = "must be given") SegmentRequest segment) {
        return store(id, seq, segment.toPoints());
    }

    @PUT
    @Consumes(GpxWriter.MEDIA_TYPE)
    public Uni<RestResponse<StoredSegment>> gpx(UUID id, int seq, byte[] gpx) {
        return store(id, seq, GpxReader.read(gpx));
    }

    private Uni<RestResponse<StoredSegment>> store(UUID id, int seq, List<Point> points) {
        if (seq < 0 || seq > MAX_SEQ) {
            throw new InvalidField("seq", "must be a number from 0 to " + MAX_SEQ);
        }
        var segment = new Segment(id, seq, points, clock.instant());
        return intake.store(caller.get(), segment)
                .map(isNew -> RestResponse.status(
                        isNew ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                        new StoredSegment(seq, points.size())));
    }
}
