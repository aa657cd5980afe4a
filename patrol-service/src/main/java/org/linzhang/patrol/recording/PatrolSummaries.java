package org.linzhang.patrol.recording;

import java.time.Clock;
import java.time.Instant;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import org.linzhang.patrol.track.Segments;
import org.linzhang.patrol.track.Summary;
import org.linzhang.patrol.track.TrackSummarizer;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.region.Regions;

/** Sums up a patrol that has ended, and tells of it, in the transaction that holds it. */
@ApplicationScoped
class PatrolSummaries {

    private final Segments segments;
    private final Outbox outbox;
    private final Regions regions;
    private final Clock clock;

    PatrolSummaries(Segments segments, Outbox outbox, Regions regions, Clock clock) {
        this.segments = segments;
        this.outbox = outbox;
        this.regions = regions;
        this.clock = clock;
    }

    /** All of the track that is stored, up to what this transaction wrote itself. */
    Uni<Summary> sumUp(Patrol patrol, Instant finishedAt) {
        var reckoning =
                new TrackSummarizer(patrol.transport(), patrol.region(), patrol.startedAt(), finishedAt, regions);
        return Panache.getSession()
                .chain(session -> segments.sumUp(session, patrol.id(), reckoning))
                .call(summary -> outbox.add(patrol.finish(finishedAt, summary, clock.instant())));
    }
}
