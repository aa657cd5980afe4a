package org.linzhang.gateway.body;

import java.time.Duration;

import org.linzhang.platform.problem.Problem;

/** 408: the body arrives more slowly than {@link BodyConfig#minRate()}. */
class BodyTooSlow extends Problem {

    BodyTooSlow(long bytes, Duration period) {
        super(
                408,
                "body-too-slow",
                "The body arrives too slowly",
                null,
                "at least %d bytes in %d seconds are necessary; send the same request again"
                        .formatted(bytes, period.toSeconds()));
    }
}
