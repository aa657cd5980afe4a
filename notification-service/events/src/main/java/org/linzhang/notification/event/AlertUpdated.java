package org.linzhang.notification.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.EventType;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/** The incident's status changed. The recipient need not act, but their alert shows another status. */
@EventType("org.linzhang.notification.alert-updated.v1")
public record AlertUpdated(
        UUID eventId, Instant occurredAt, UUID alertId, UUID incidentId, RegionCode region, Username recipient)
        implements AlertEvent {}
