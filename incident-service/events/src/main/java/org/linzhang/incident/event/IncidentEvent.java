package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.region.RegionCode;

/** Something that happened to one incident. Each carries what a projection groups by, so that it needs no look-up. */
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

    /** When the server stored the report: the cohort that statistics count the incident in. */
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
