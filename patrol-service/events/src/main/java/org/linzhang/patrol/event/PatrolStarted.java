package org.linzhang.patrol.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * A patrol was started.
 *
 * @param occurredAt time of the server
 * @param startedAt time of the phone
 */
@EventType("org.linzhang.patrol.started.v1")
public record PatrolStarted(
        UUID eventId,
        Instant occurredAt,
        UUID patrolId,
        RegionCode region,
        String patroller,
        PatrolKind kind,
        Transport transport,
        Instant startedAt)
        implements PatrolEvent {}
