package org.linzhang.bench;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Starts tasks at a fixed rate, whether or not earlier tasks have finished, and passes each the time at which it was due. A latency
 * from that time includes the waiting that a slow system causes (no coordinated omission).
 */
record OpenLoop(int perSecond, Duration length) {

    int count() {
        return Math.toIntExact(perSecond * length.toSeconds());
    }

    /**
     * @param task gets the {@link System#nanoTime()} at which it was due; runs on a virtual thread
     * @throws IllegalStateException if a task threw; all tasks have ended then
     */
    void run(LongConsumer task) {
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        long interval = 1_000_000_000L / perSecond;
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count(); i++) {
                long due = start + i * interval;
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                threads.execute(() -> {
                    try {
                        task.accept(due);
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                });
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " of " + count() + " failed", failures.peek());
        }
    }
}
