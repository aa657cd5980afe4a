package org.linzhang.patrol.recording;

import java.time.Instant;
import jakarta.validation.constraints.NotNull;

/**
 * How a patrol is ended.
 *
 * @param finishedAt what the phone's clock says; kept to the microsecond
 */
record FinishPatrolRequest(
        @NotNull(message = "must be given") Instant finishedAt) {}
