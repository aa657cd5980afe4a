package org.linzhang.gateway.problem;

import java.util.concurrent.ThreadLocalRandom;

import org.linzhang.platform.problem.Problem;

/**
 * 503: who would answer is away for now, or has more to do than it can. Whatever a client makes carries its own id, so it
 * may simply send it again.
 */
public class ServiceUnavailable extends Problem {

    private final long retryAfterSeconds;

    private ServiceUnavailable(String detail, long retryAfterSeconds) {
        super(503, "unavailable", "Not available for now", null, detail + "; send the same again in a moment");
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static ServiceUnavailable away(String who) {
        return new ServiceUnavailable(who + " does not answer", 2);
    }

    /** Each is told another time, so that those who were refused together do not come back together. */
    public static ServiceUnavailable busy(String who) {
        return new ServiceUnavailable(
                who + " is busy", ThreadLocalRandom.current().nextLong(5, 30));
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
