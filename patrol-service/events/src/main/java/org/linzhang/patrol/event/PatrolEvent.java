package org.linzhang.patrol.event;

import java.util.UUID;

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;

/** An event of one patrol. */
public sealed interface PatrolEvent extends DomainEvent permits PatrolStarted, PatrolFinished {

    String TOPIC = "patrol.patrols.v1";

    UUID patrolId();

    RegionCode region();

    Username patroller();

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
