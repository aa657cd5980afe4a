package org.linzhang.notification.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/** A person was alerted to an incident, for the first time or again. */
@EventType("org.linzhang.notification.alert-raised.v1")
public record AlertRaised(
        UUID eventId,
        Instant occurredAt,
        UUID alertId,
        UUID incidentId,
        RegionCode region,
        Username recipient,
        AlertReason reason)
        implements AlertEvent {}
