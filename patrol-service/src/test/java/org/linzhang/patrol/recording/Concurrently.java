package org.linzhang.patrol.recording;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Several phones, or one impatient one, at the same moment. */
final class Concurrently {

    private Concurrently() {}

    static <T> List<T> of(int times, Callable<T> work) throws Exception {
        return of(Collections.nCopies(times, work));
    }

    static <T> List<T> of(List<Callable<T>> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
