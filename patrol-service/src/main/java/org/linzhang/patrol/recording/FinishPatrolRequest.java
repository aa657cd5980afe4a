package org.linzhang.patrol.recording;

import java.time.Instant;
import jakarta.validation.constraints.NotNull;

/**
 * The body that finishes a patrol.
 *
 * @param finishedAt time of the phone; kept to the microsecond
 */
record FinishPatrolRequest(
        @NotNull(message = "must be given") Instant finishedAt) {}
