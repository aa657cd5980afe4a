package org.linzhang.notification.alert;

import java.util.List;

import org.linzhang.notification.event.AlertEvent;

/**
 * Fired after a transaction that changed alerts was committed, on the instance that committed it. Other instances receive
 * the events from Kafka.
 *
 * @param events one per alert, published through the outbox
 */
public record AlertsChanged(List<Alert> alerts, List<? extends AlertEvent> events) {

    static final AlertsChanged NOTHING = new AlertsChanged(List.of(), List.of());
}
