package org.linzhang.incident;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Does things at the same moment. */
public final class Concurrently {

    private Concurrently() {}

    /** The same several times. */
    public static <T> List<T> all(int times, Callable<T> deed) {
        return all(Stream.generate(() -> deed).limit(times).toList());
    }

    public static <T> List<T> all(List<Callable<T>> deeds) {
        var start = new CyclicBarrier(deeds.size());
        try (var threads = Executors.newFixedThreadPool(deeds.size())) {
            var running = deeds.stream()
                    .map(deed -> threads.submit(() -> {
                        start.await();
                        return deed.call();
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
