package org.linzhang.notification.event;

import java.util.UUID;

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/** A change of one alert: the notification of one person about one incident. */
public sealed interface AlertEvent extends DomainEvent
        permits AlertRaised, AlertUpdated, AlertAcknowledged, AlertSettled {

    String TOPIC = "notification.alerts.v1";

    UUID alertId();

    UUID incidentId();

    /** The region of the incident. */
    RegionCode region();

    Username recipient();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return alertId().toString();
    }
}
