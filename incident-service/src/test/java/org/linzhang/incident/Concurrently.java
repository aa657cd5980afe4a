package org.linzhang.incident;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Runs tasks at the same time, one thread per task. */
public final class Concurrently {

    private Concurrently() {}

    /** Runs the same task several times. */
    public static <T> List<T> repeat(int times, Callable<T> task) {
        return all(Stream.generate(() -> task).limit(times).toList());
    }

    /**
     * Runs all tasks.
     *
     * @return their results, in the order of the tasks
     */
    public static <T> List<T> all(List<Callable<T>> tasks) {
        var start = new CyclicBarrier(tasks.size());
        try (var threads = Executors.newFixedThreadPool(tasks.size())) {
            var running = tasks.stream()
                    .map(task -> threads.submit(() -> {
                        start.await();
                        return task.call();
                    }))
                    .toList();
            return running.stream().map(Concurrently::resultOf).toList();
        }
    }

    private static <T> T resultOf(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
