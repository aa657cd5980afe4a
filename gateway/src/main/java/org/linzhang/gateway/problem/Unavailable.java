package org.linzhang.gateway.problem;

import java.util.concurrent.ThreadLocalRandom;

import org.linzhang.platform.problem.Problem;

/**
 * 503: who would answer is away for now, or has more to do than it can. Whatever a client makes carries its own id, so it
 * may simply send it again.
 */
public class Unavailable extends Problem {

    private final long retryAfterSeconds;

    private Unavailable(String detail, long retryAfterSeconds) {
        super(503, "unavailable", "Not available for now", null, detail + "; send the same again in a moment");
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Unavailable away(String who) {
        return new Unavailable(who + " does not answer", 2);
    }

    /** Each is told another time, so that those who were refused together do not come back together. */
    public static Unavailable busy(String who) {
        return new Unavailable(who + " is busy", ThreadLocalRandom.current().nextLong(5, 30));
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
