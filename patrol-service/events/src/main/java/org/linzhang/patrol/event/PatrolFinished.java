package org.linzhang.patrol.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * A patrol was finished, or its summary changed because a segment of its track arrived after the finish.
 *
 * @param occurredAt time of the server
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
        RegionCode region,
        String patroller,
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
