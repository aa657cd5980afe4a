package org.linzhang.roster.event;

import org.linzhang.platform.event.DomainEvent;

/** A change of the roster (花名册): who is responsible for which region. */
public sealed interface RosterEvent extends DomainEvent permits PersonAppointed {

    /** A compacted topic: Kafka keeps the newest event of each region and person. */
    String TOPIC = "roster.appointments.v1";

    @Override
    default String topic() {
        return TOPIC;
    }
}
