package org.linzhang.roster.event;

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/** A change of the roster (花名册): who is responsible for which region. */
public sealed interface RosterEvent extends DomainEvent permits PersonAppointed, PersonDismissed {

    /** A compacted topic: Kafka keeps the newest event of each region and person. */
    String TOPIC = "roster.appointments.v1";

    RegionCode region();

    Username username();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return region() + "/" + username();
    }
}
