package org.linzhang.patrol.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.region.RegionCode;

/**
 * A patrol set out.
 *
 * @param startedAt what the phone's clock said
 */
@EventType("org.linzhang.patrol.begun.v1")
public record PatrolBegun(
        UUID eventId,
        Instant occurredAt,
        UUID patrolId,
        RegionCode region,
        String patroller,
        PatrolKind kind,
        Transport transport,
        Instant startedAt)
        implements PatrolEvent {}
