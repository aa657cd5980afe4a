package org.linzhang.incident.event;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/** An event of one incident. */
public sealed interface IncidentEvent extends DomainEvent
        permits IncidentReported,
                IncidentAccepted,
                IncidentRejected,
                IncidentHandedOver,
                IncidentHandled,
                IncidentClosed,
                IncidentSentBack {

    String TOPIC = "incident.incidents.v1";

    IncidentFacts incident();

    StatusChange status();

    /** Who caused the event; for the report, the reporter. */
    Username actor();

    PersonName actorName();

    default UUID incidentId() {
        return incident().incidentId();
    }

    default RegionCode region() {
        return incident().region();
    }

    default IncidentKind kind() {
        return incident().kind();
    }

    /** When the server received the report. */
    default Instant receivedAt() {
        return incident().receivedAt();
    }

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return incidentId().toString();
    }
}
