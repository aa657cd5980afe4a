package org.linzhang.patrol.recording;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import jakarta.validation.constraints.NotNull;

/**
 * How a patrol is ended.
 *
 * @param finishedAt what the phone's clock says; kept to the microsecond
 */
record FinishPatrolRequest(
        @NotNull(message = "must be given") Instant finishedAt) {

    FinishPatrolRequest {
        finishedAt = finishedAt == null ? null : finishedAt.truncatedTo(ChronoUnit.MICROS);
    }
}
