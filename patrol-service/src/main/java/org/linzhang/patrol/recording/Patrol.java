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

import org.linzhang.patrol.event.PatrolFinished;
import org.linzhang.patrol.event.PatrolKind;
import org.linzhang.patrol.event.PatrolStarted;
import org.linzhang.patrol.event.Transport;
import org.linzhang.patrol.track.Summary;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.precondition.ViewTag;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;

/** A patrol. It is started once and finished once; its summary changes when a segment arrives after the finish. */
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

    /** How many summaries were published; 0 until the patrol is finished. */
    private int summaryRevision;

    /** Incremented by each change; by the database if an earlier version of the service makes the change. */
    private long version;

    protected Patrol() {}

    Patrol(UUID id, StartPatrolRequest request, Caller caller, Instant at) {
        this.id = id;
        kind = request.kind();
        regionCode = request.regionCode().value();
        transport = request.transport();
        startedAt = request.startedAt();
        taskId = request.taskId();
        areaId = request.areaId();
        companions = request.companions().toArray(String[]::new);
        patroller = caller.username();
        patrollerName = caller.name();
        receivedAt = at;
    }

    PatrolStarted started() {
        return new PatrolStarted(
                newId(), receivedAt, id, region(), new Username(patroller), kind, transport, startedAt);
    }

    /** Whether the request is a repetition of the one that started this patrol. */
    boolean matches(Caller caller, StartPatrolRequest request) {
        return isOwnedBy(caller)
                && kind == request.kind()
                && region().equals(request.regionCode())
                && transport == request.transport()
                && startedAt.equals(request.startedAt())
                && Objects.equals(taskId, request.taskId())
                && Objects.equals(areaId, request.areaId())
                && companions().equals(request.companions());
    }

    /** Finishes the patrol, or replaces the summary of a finished one. */
    PatrolFinished finish(Instant finishedAt, Summary summary, Instant at) {
        this.finishedAt = finishedAt;
        this.summary = summary;
        summaryRevision++;
        version++;
        return new PatrolFinished(
                newId(),
                at,
                id,
                summaryRevision,
                region(),
                new Username(patroller),
                kind,
                transport,
                startedAt,
                finishedAt,
                summary.distanceMetres(),
                summary.durationSeconds(),
                summary.movingSeconds(),
                summary.points(),
                summary.excludedPoints(),
                summary.evidence().stream()
                        .map(finding -> finding.code().name())
                        .toList());
    }

    /** Whether the request is a repetition of the one that finished this patrol. */
    boolean wasFinishedBy(Caller caller, FinishPatrolRequest request) {
        return isOwnedBy(caller) && request.finishedAt().equals(finishedAt);
    }

    boolean isFinished() {
        return finishedAt != null;
    }

    boolean isOwnedBy(Caller caller) {
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

    /** Username. */
    String patroller() {
        return patroller;
    }

    String patrollerName() {
        return patrollerName;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    /** Null until the patrol is finished. */
    Instant finishedAt() {
        return finishedAt;
    }

    /** Null until the patrol is finished. */
    Summary summary() {
        return summary;
    }

    ViewTag tag() {
        return new ViewTag(version);
    }

    private static UUID newId() {
        return Generators.timeBasedEpochGenerator().generate();
    }
}
