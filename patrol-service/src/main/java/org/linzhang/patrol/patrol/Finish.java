package org.linzhang.patrol.patrol;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import jakarta.validation.constraints.NotNull;

/**
 * How a patrol is ended.
 *
 * @param finishedAt what the phone's clock says; kept to the microsecond
 */
record Finish(@NotNull(message = "must be given") Instant finishedAt) {

    Finish {
        finishedAt = finishedAt == null ? null : finishedAt.truncatedTo(ChronoUnit.MICROS);
    }
}
