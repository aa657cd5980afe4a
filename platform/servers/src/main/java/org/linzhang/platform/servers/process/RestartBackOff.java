package org.linzhang.platform.servers.process;

import java.time.Duration;

/** The pauses before a server that exited is restarted: 1, 2, 4 ... 30 seconds; 1 second again after it ran for a minute. */
final class RestartBackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** @param uptime how long the server ran before it exited */
    Duration pauseAfter(Duration uptime) {
        if (uptime.compareTo(STABLE) >= 0) {
            next = FIRST;
        }
        var pause = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }
}
