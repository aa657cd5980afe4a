package org.linzhang.gateway.problem;

import java.util.concurrent.ThreadLocalRandom;

import org.linzhang.platform.problem.Problem;

/** 503: a service does not answer, or has more calls than it can process. It is safe to send the request again. */
public class ServiceUnavailable extends Problem implements RetryLater {

    private final long retryAfterSeconds;

    private ServiceUnavailable(String detail, long retryAfterSeconds) {
        super(503, "unavailable", "Temporarily unavailable", null, detail + "; send the same request again later");
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static ServiceUnavailable notAnswering(String service) {
        return new ServiceUnavailable(service + " does not answer", 2);
    }

    /** The delay is random, so that clients which were refused at the same time do not all retry at the same time. */
    public static ServiceUnavailable busy(String service) {
        return new ServiceUnavailable(
                service + " is busy", ThreadLocalRandom.current().nextLong(5, 30));
    }

    @Override
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
