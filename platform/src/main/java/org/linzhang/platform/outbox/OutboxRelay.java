package org.linzhang.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Carries events from the outbox to Kafka: those that it is handed after their commit, those that it finds when it is woken
 * by one, and by a slow poll what both missed.
 *
 * <p>Has a thread of its own, because Kafka's producer may block; the services' event loops never wait for it. While the
 * broker is away the rows stay where they are.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** What finds no room is found in the table. */
    private static final int MOST_HANDED = 1_000;

    private final OutboxConfig config;
    private final Pool pool;
    private final String kafka;
    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicBoolean look = new AtomicBoolean();
    private final Queue<OutboxRow> handed = new ArrayBlockingQueue<>(MOST_HANDED);
    private volatile boolean stopped;
    private long nextLook = System.nanoTime();
    private Thread thread;

    OutboxRelay(OutboxConfig config, Pool pool, @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.config = config;
        this.pool = pool;
        this.kafka = kafka;
    }

    /** Looks at once. Many wake-ups before the next look are one. */
    public void wake() {
        look.set(true);
        rouse();
    }

    /** Carries committed rows without a look, each the first of its aggregate. */
    void publishCommitted(List<OutboxRow> firsts) {
        if (config.relay() && !firsts.stream().allMatch(handed::offer)) {
            look.set(true);
        }
        rouse();
    }

    private void rouse() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    void start(@Observes StartupEvent started) {
        if (config.relay()) {
            thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        var topics = new KafkaTopics(kafka, config);
        try (var round = new RelayBatch(pool, kafka, config)) {
            int failures = 0;
            while (!stopped) {
                try {
                    topics.makeOnce();
                    publishCommitted(round);
                    failures = 0;
                    pause();
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    if (stopped) {
                        return;
                    }
                    failures++;
                    handed.clear();
                    look.set(true);
                    LOG.warnf("events wait in the outbox (try %d): %s", failures, e.getMessage());
                    LOG.debug("the relay's failure", e);
                    Thread.sleep(backOff(failures));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishCommitted(RelayBatch round) throws InterruptedException {
        var firsts = new ArrayList<OutboxRow>();
        for (var row = handed.poll(); row != null; row = handed.poll()) {
            firsts.add(row);
        }
        round.publishCommitted(firsts);
        if (look.getAndSet(false) || System.nanoTime() - nextLook >= 0) {
            var found = round.publishPending();
            handed.removeIf(row -> found.contains(row.id()));
            nextLook = System.nanoTime() + config.poll().toNanos();
            if (found.size() == config.batch()) {
                wake();
            }
        }
    }

    private void pause() throws InterruptedException {
        wakeUps.tryAcquire(nextLook - System.nanoTime(), TimeUnit.NANOSECONDS);
        wakeUps.drainPermits();
    }

    private static Duration backOff(int failures) {
        var pause = Duration.ofMillis(100L << Math.min(failures, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
