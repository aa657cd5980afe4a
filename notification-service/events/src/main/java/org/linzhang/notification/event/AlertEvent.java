package org.linzhang.notification.event;

import java.util.UUID;

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.region.RegionCode;

/** Something that happened to one alert, which is one incident told to one person. */
public sealed interface AlertEvent extends DomainEvent
        permits AlertRaised, AlertUpdated, AlertAcknowledged, AlertSettled {

    String TOPIC = "notification.alerts.v1";

    UUID alertId();

    UUID incidentId();

    /** Where the incident is. */
    RegionCode region();

    /** Username of who is told. */
    String recipient();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return alertId().toString();
    }
}
