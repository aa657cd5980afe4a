package org.linzhang.patrol.recording;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import com.fasterxml.uuid.Generators;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import org.linzhang.patrol.event.PatrolBegun;
import org.linzhang.patrol.event.PatrolFinished;
import org.linzhang.patrol.event.PatrolKind;
import org.linzhang.patrol.event.Transport;
import org.linzhang.patrol.track.Summary;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;

/** A patrol: begun once, finished once, summed up as often as more of its track arrives. */
@Entity
class Patrol {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private PatrolKind kind;

    private String regionCode;

    @Enumerated(EnumType.STRING)
    private Transport transport;

    private Instant startedAt;
    private UUID taskId;
    private UUID areaId;
    private String[] companions;
    private String patroller;
    private String patrollerName;
    private Instant receivedAt;
    private Instant finishedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private Summary summary;

    protected Patrol() {}

    Patrol(UUID id, BeginPatrolRequest begin, Caller caller, Instant at) {
        this.id = id;
        kind = begin.kind();
        regionCode = begin.regionCode().value();
        transport = begin.transport();
        startedAt = begin.startedAt();
        taskId = begin.taskId();
        areaId = begin.areaId();
        companions = begin.companions().toArray(String[]::new);
        patroller = caller.username();
        patrollerName = caller.name();
        receivedAt = at;
    }

    PatrolBegun begun() {
        return new PatrolBegun(newId(), receivedAt, id, region(), patroller, kind, transport, startedAt);
    }

    /** Whether this is what the caller asks to begin: a repeated request, not another patrol under the same id. */
    boolean isBegunBy(Caller caller, BeginPatrolRequest begin) {
        return isOf(caller)
                && kind == begin.kind()
                && region().equals(begin.regionCode())
                && transport == begin.transport()
                && startedAt.equals(begin.startedAt())
                && Objects.equals(taskId, begin.taskId())
                && Objects.equals(areaId, begin.areaId())
                && companions().equals(begin.companions());
    }

    /** Ends the patrol, or renews the summary of one that has ended. */
    PatrolFinished finish(Instant finishedAt, Summary summary, Instant at) {
        this.finishedAt = finishedAt;
        this.summary = summary;
        return new PatrolFinished(
                newId(),
                at,
                id,
                region(),
                patroller,
                kind,
                transport,
                startedAt,
                finishedAt,
                summary.distanceMetres(),
                summary.durationSeconds(),
                summary.movingSeconds(),
                summary.points(),
                summary.excludedPoints(),
                summary.evidence().stream().map(found -> found.code().name()).toList());
    }

    boolean isFinished() {
        return finishedAt != null;
    }

    boolean isOf(Caller caller) {
        return patroller.equals(caller.username());
    }

    UUID id() {
        return id;
    }

    PatrolKind kind() {
        return kind;
    }

    RegionCode region() {
        return RegionCode.of(regionCode);
    }

    Transport transport() {
        return transport;
    }

    Instant startedAt() {
        return startedAt;
    }

    UUID taskId() {
        return taskId;
    }

    UUID areaId() {
        return areaId;
    }

    List<String> companions() {
        return List.of(companions);
    }

    /** The username of who patrols. */
    String patroller() {
        return patroller;
    }

    String patrollerName() {
        return patrollerName;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    /** Null until the patrol has ended. */
    Instant finishedAt() {
        return finishedAt;
    }

    /** Null until the patrol has ended. */
    Summary summary() {
        return summary;
    }

    private static UUID newId() {
        return Generators.timeBasedEpochGenerator().generate();
    }
}
