package org.linzhang.gateway.problem;

import org.linzhang.platform.problem.Problem;

/** 429: the user or the address has reached a limit. */
public class TooManyRequests extends Problem implements RetryLater {

    private final long retryAfterSeconds;

    public TooManyRequests(String detail, long retryAfterSeconds) {
        super(429, "too-many-requests", "Too many requests", null, detail + "; send the same request again later");
        this.retryAfterSeconds = retryAfterSeconds;
    }

    @Override
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
