package org.linzhang.patrol.recording;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.linzhang.patrol.event.PatrolKind;
import org.linzhang.patrol.event.Transport;
import org.linzhang.patrol.track.Summary;
import org.linzhang.platform.geography.Regions;

/**
 * A patrol as the API returns it.
 *
 * @param regionName names of the county, township and village, concatenated
 * @param patroller username
 * @param startedAt time of the phone
 * @param receivedAt time of the server at the start
 * @param finishedAt time of the phone; null until the patrol is finished
 * @param summary null until the patrol is finished
 * @param version changes with each change of the patrol; in quotation marks it is the entity tag
 */
record PatrolView(
        UUID id,
        PatrolKind kind,
        String regionCode,
        String regionName,
        Transport transport,
        UUID taskId,
        UUID areaId,
        List<String> companions,
        String patroller,
        String patrollerName,
        Instant startedAt,
        Instant receivedAt,
        Instant finishedAt,
        Summary summary,
        long version) {

    static PatrolView of(Patrol patrol, Regions regions) {
        return new PatrolView(
                patrol.id(),
                patrol.kind(),
                patrol.region().value(),
                regions.pathOf(patrol.region()),
                patrol.transport(),
                patrol.taskId(),
                patrol.areaId(),
                patrol.companions(),
                patrol.patroller(),
                patrol.patrollerName(),
                patrol.startedAt(),
                patrol.receivedAt(),
                patrol.finishedAt(),
                patrol.summary(),
                patrol.tag().version());
    }
}
