package org.linzhang.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** From a ranger's sending to the arrival on the county chief's live stream. */
final class ReportToScreen {

    private static final String KIND = "FIRE";
    private static final String VILLAGE = "512002100201";
    private static final Duration LAST_ARRIVAL = Duration.ofSeconds(30);

    private final FrontDoor door;
    private final Map<UUID, Long> sent = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();

    ReportToScreen(FrontDoor door) {
        this.door = door;
    }

    /**
     * Runs the load and waits for the last arrival.
     *
     * @return how many reports did not arrive: refused, or accepted and not shown
     */
    int run(OpenLoop load, Latencies latencies) throws IOException, InterruptedException {
        var ranger = door.token("ranger");
        var listening = new CountDownLatch(1);
        var arrived = new CountDownLatch(load.count());
        try (var stream = door.alerts(door.token("county"))) {
            var listener = Thread.ofPlatform().daemon().name("chief").start(() -> {
                listening.countDown();
                stream.filter(line -> line.startsWith("data:")).forEach(line -> {
                    long now = System.nanoTime();
                    var due = sent.remove(door.incidentOf(line.substring("data:".length())));
                    if (due != null) {
                        latencies.add(due, now);
                        arrived.countDown();
                    }
                });
            });
            listening.await();
            load.run(due -> report(ranger, due, arrived));
            arrived.await(LAST_ARRIVAL.toMillis(), TimeUnit.MILLISECONDS);
            listener.interrupt();
        }
        return sent.size() + failed.get();
    }

    private void report(String ranger, long due, CountDownLatch arrived) {
        var id = UUID.randomUUID();
        sent.put(id, due);
        try {
            door.report(ranger, id, KIND, VILLAGE);
        } catch (IllegalStateException e) {
            if (sent.remove(id) != null) {
                failed.incrementAndGet();
                arrived.countDown();
            }
        }
    }
}
