package org.linzhang.local;

import java.time.Duration;

/** How long to wait before a server that died is started again: 1, 2, 4 ... 30 seconds, from 1 again after a healthy minute. */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** @param lived how long the server ran before it died */
    Duration afterDeath(Duration lived) {
        if (lived.compareTo(HEALTHY) >= 0) {
            next = FIRST;
        }
        var pause = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }
}
