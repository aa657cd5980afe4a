package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.region.RegionCode;

/** An event of one incident. Each contains the fields that projections group by, so that they need no look-up. */
public sealed interface IncidentEvent extends DomainEvent
        permits IncidentReported,
                IncidentAccepted,
                IncidentRejected,
                IncidentHandedOver,
                IncidentHandled,
                IncidentClosed,
                IncidentSentBack {

    String TOPIC = "incident.incidents.v1";

    UUID incidentId();

    RegionCode region();

    IncidentKind kind();

    /** When the server received the report. Statistics count the incident in the period of this time. */
    Instant receivedAt();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return incidentId().toString();
    }
}
