package org.linzhang.local.attack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.linzhang.local.client.ApiClient;

/** Reads of several users at a fixed rate, which does not fall if the platform becomes slow. */
final class HonestCalls {

    private static final int PER_SECOND = 100;

    /** A later response does not count: the user has given up. */
    private static final Duration LATEST = Duration.ofSeconds(2);

    private final List<ApiClient> users;

    HonestCalls(List<ApiClient> users) {
        this.users = users;
    }

    /** The share of calls that were answered with 200 in time. */
    double answered(Duration duration) {
        int calls = Math.toIntExact(duration.toSeconds() * PER_SECOND);
        var answered = new AtomicInteger();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < calls; i++) {
                long due = start + i * Duration.ofSeconds(1).toNanos() / PER_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
                var user = users.get(i % users.size());
                threads.submit(() -> {
                    if (isAnswered(user)) {
                        answered.incrementAndGet();
                    }
                });
            }
        }
        return (double) answered.get() / calls;
    }

    private static boolean isAnswered(ApiClient user) {
        long start = System.nanoTime();
        boolean isOk = user.get("/api/alerts?limit=1").status() == 200;
        return isOk && System.nanoTime() - start < LATEST.toNanos();
    }
}
