package org.linzhang.notification.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/** The recipient acknowledged the alert. */
@EventType("org.linzhang.notification.alert-acknowledged.v1")
public record AlertAcknowledged(
        UUID eventId, Instant occurredAt, UUID alertId, UUID incidentId, RegionCode region, Username recipient)
        implements AlertEvent {}
