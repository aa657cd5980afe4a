package org.linzhang.gateway.problem;

import org.linzhang.platform.problem.Problem;

/** 503: who would answer is away for now. Whatever a client makes carries its own id, so it may simply send it again. */
public class Unavailable extends Problem {

    private static final long RETRY_AFTER_SECONDS = 2;

    public Unavailable(String what) {
        super(
                503,
                "unavailable",
                "Not available for now",
                null,
                what + " does not answer; send the same again in a moment");
    }

    long retryAfterSeconds() {
        return RETRY_AFTER_SECONDS;
    }
}
