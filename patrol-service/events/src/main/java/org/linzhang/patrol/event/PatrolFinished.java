package org.linzhang.patrol.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/**
 * A patrol was finished, or its summary changed because a segment of its track arrived after the finish. A consumer that adds
 * up patrols replaces what it added for an earlier revision.
 *
 * @param occurredAt time of the server
 * @param revision 1 for the first summary of the patrol, one more for each that replaces it; 0 if the event was published
 *     before the field was added: then the event with the later {@code occurredAt} replaces the other
 * @param startedAt time of the phone
 * @param finishedAt time of the phone
 * @param distanceMetres length of the track without the excluded points
 * @param evidence codes of what makes the track doubtful, such as TOO_FAST
 */
@EventType("org.linzhang.patrol.finished.v1")
public record PatrolFinished(
        UUID eventId,
        Instant occurredAt,
        UUID patrolId,
        int revision,
        RegionCode region,
        Username patroller,
        PatrolKind kind,
        Transport transport,
        Instant startedAt,
        Instant finishedAt,
        double distanceMetres,
        long durationSeconds,
        long movingSeconds,
        int points,
        int excludedPoints,
        List<String> evidence)
        implements PatrolEvent {}
