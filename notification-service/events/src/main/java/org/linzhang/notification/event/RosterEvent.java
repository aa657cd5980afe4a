package org.linzhang.notification.event;

import org.linzhang.platform.event.DomainEvent;

/** A change of the roster (花名册): who answers for which region. */
public sealed interface RosterEvent extends DomainEvent permits PersonAppointed {

    /** Compacted: the newest event of a region and person is kept. */
    String TOPIC = "roster.appointments.v1";

    @Override
    default String topic() {
        return TOPIC;
    }
}
