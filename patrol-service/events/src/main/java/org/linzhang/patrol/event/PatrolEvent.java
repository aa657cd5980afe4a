package org.linzhang.patrol.event;

import java.util.UUID;

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.region.RegionCode;

/** Something that happened to one patrol. */
public sealed interface PatrolEvent extends DomainEvent permits PatrolBegun, PatrolFinished {

    String TOPIC = "patrol.patrols.v1";

    UUID patrolId();

    RegionCode region();

    /** Username of who patrols. */
    String patroller();

    PatrolKind kind();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return patrolId().toString();
    }
}
