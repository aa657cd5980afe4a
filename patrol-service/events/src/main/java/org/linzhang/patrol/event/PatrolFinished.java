package org.linzhang.patrol.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * A patrol came to its end, or was summed up anew because more of its track arrived behind the end.
 *
 * @param distanceMetres along the track, without excluded points
 * @param evidence what speaks against the track, such as TOO_FAST
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
