package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.region.RegionCode;

/**
 * What each event says about its incident, so that projections and routing need no look-up. A field that was added later is
 * null in older events.
 *
 * @param severity null in events of actions that were published before the field was added
 * @param source null in events of actions that were published before the field was added
 * @param receivedAt when the server received the report; statistics count the incident in the period of this time
 */
public record IncidentFacts(
        UUID incidentId, RegionCode region, IncidentKind kind, Severity severity, Source source, Instant receivedAt) {}
