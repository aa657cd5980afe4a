package org.linzhang.patrol.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/**
 * A patrol was started.
 *
 * @param occurredAt time of the server
 * @param startedAt time of the phone
 */
@EventType(value = "org.linzhang.patrol.started.v1", formerly = "org.linzhang.patrol.begun.v1")
public record PatrolStarted(
        UUID eventId,
        Instant occurredAt,
        UUID patrolId,
        RegionCode region,
        Username patroller,
        PatrolKind kind,
        Transport transport,
        Instant startedAt)
        implements PatrolEvent {}
