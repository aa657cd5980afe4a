package org.linzhang.patrol.recording;

import java.time.Clock;
import java.time.Instant;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import org.linzhang.patrol.track.Segments;
import org.linzhang.patrol.track.Summary;
import org.linzhang.patrol.track.TrackSummarizer;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.outbox.Outbox;

/** Computes the summary of a finished patrol and publishes it, in the transaction that has locked the patrol. */
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

    /** Summarizes all stored segments, including those written by the current transaction. */
    Uni<Summary> summarize(Patrol patrol, Instant finishedAt) {
        var summarizer =
                new TrackSummarizer(patrol.transport(), patrol.region(), patrol.startedAt(), finishedAt, regions);
        return Panache.getSession()
                .chain(session -> segments.summarize(session, patrol.id(), summarizer))
                .call(summary -> outbox.add(patrol.finish(finishedAt, summary, clock.instant())));
    }
}
