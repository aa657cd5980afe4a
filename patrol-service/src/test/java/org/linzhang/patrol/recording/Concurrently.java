package org.linzhang.patrol.recording;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Runs requests at the same time. */
final class Concurrently {

    private Concurrently() {}

    static <T> List<T> run(int times, Callable<T> request) throws Exception {
        return run(Collections.nCopies(times, request));
    }

    static <T> List<T> run(List<Callable<T>> requests) throws Exception {
        try (var threads = Executors.newFixedThreadPool(requests.size())) {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(requests)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
