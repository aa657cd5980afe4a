package org.linzhang.notification.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/** The incident was closed or rejected: the alert needs no more action. */
@EventType("org.linzhang.notification.alert-settled.v1")
public record AlertSettled(
        UUID eventId, Instant occurredAt, UUID alertId, UUID incidentId, RegionCode region, Username recipient)
        implements AlertEvent {}
