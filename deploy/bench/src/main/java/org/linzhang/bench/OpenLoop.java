package org.linzhang.bench;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Begins work at a fixed rate, whether or not the work before is done, and tells each piece when it was due. Latency counted
 * from then holds the waiting that a slow system causes (no coordinated omission).
 */
record OpenLoop(int perSecond, Duration length) {

    int count() {
        return Math.toIntExact(perSecond * length.toSeconds());
    }

    /**
     * @param work is given the {@link System#nanoTime()} at which it was due; runs on a virtual thread
     * @throws IllegalStateException where a piece of work threw; the others are ended all the same
     */
    void run(LongConsumer work) {
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        long gap = 1_000_000_000L / perSecond;
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int nth = 0; nth < count(); nth++) {
                long due = start + nth * gap;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                threads.execute(() -> {
                    try {
                        work.accept(due);
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
