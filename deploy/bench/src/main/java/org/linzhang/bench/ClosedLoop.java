package org.linzhang.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Connections that each send the next request as soon as the last one is answered: the greatest rate of a server. */
record ClosedLoop(int connections, Duration length) {

    /**
     * @param answered with a status of 2xx
     * @param refused with another status, or not answered
     */
    record Result(long answered, long refused, double seconds, Latencies latencies) {

        double perSecond() {
            return answered / seconds;
        }
    }

    /** @param requests is asked for each request, by several threads */
    Result run(URI server, Supplier<byte[]> requests) throws InterruptedException {
        var answered = new AtomicLong();
        var refused = new AtomicLong();
        var latencies = new Latencies();
        long start = System.nanoTime();
        long end = start + length.toNanos();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofPlatform().name("load-" + i).start(() -> {
                while (System.nanoTime() < end) {
                    try (var connection = new HttpConnection(server)) {
                        for (long sent = System.nanoTime(); sent < end; sent = System.nanoTime()) {
                            int status = connection.exchange(requests.get());
                            latencies.add(sent, System.nanoTime());
                            (status / 100 == 2 ? answered : refused).incrementAndGet();
                        }
                    } catch (IOException e) {
                        refused.incrementAndGet();
                    }
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        return new Result(answered.get(), refused.get(), (System.nanoTime() - start) / 1e9, latencies);
    }
}
