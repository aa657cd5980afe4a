package org.linzhang.notification.alert;

import java.util.List;

import org.linzhang.notification.event.AlertEvent;

/**
 * Alerts changed, and the change is committed. Fired within this instance; others hear by Kafka.
 *
 * @param events the same on its way to Kafka, one for each alert
 */
public record AlertsChanged(List<Alert> alerts, List<? extends AlertEvent> events) {

    static final AlertsChanged NOTHING = new AlertsChanged(List.of(), List.of());
}
