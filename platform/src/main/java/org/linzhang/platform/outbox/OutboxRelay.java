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
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Publishes the rows of the outbox to Kafka: rows that are {@linkplain #enqueue enqueued} after their commit, pending rows of
 * the table after a {@linkplain #wake wake-up}, and, by a slow poll, rows that both have missed.
 *
 * <p>Has its own thread, because Kafka's producer may block; event loops never wait for it. While the broker is not
 * available, the rows stay in the table.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

    /** Rows that do not fit are read from the table. */
    private static final int QUEUE_CAPACITY = 1_000;

    private final OutboxConfig config;
    private final Pool pool;
    private final String kafka;
    private final KafkaTopics topics;
    private final Semaphore signals = new Semaphore(0);
    private final AtomicBoolean pollRequested = new AtomicBoolean();
    private final Queue<OutboxRow> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private volatile boolean stopped;
    private long nextPoll = System.nanoTime();
    private Thread thread;

    OutboxRelay(
            OutboxConfig config,
            Config channels,
            Pool pool,
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.config = config;
        this.pool = pool;
        this.kafka = kafka;
        topics = new KafkaTopics(kafka, OwnedTopic.of(config, channels));
    }

    /** Reads the table as soon as possible. */
    public void wake() {
        pollRequested.set(true);
        signal();
    }

    /** Publishes committed rows without reading the table; each must be the first of its aggregate. */
    void enqueue(List<OutboxRow> rows) {
        if (config.relay() && !rows.stream().allMatch(queue::offer)) {
            pollRequested.set(true);
        }
        signal();
    }

    private void signal() {
        if (signals.availablePermits() == 0) {
            signals.release();
        }
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        try (var publisher = new OutboxPublisher(pool, kafka, config)) {
            int failures = 0;
            while (!stopped) {
                try {
                    topics.apply();
                    if (!config.relay()) {
                        return;
                    }
                    publish(publisher);
                    failures = 0;
                    pause();
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    if (stopped) {
                        return;
                    }
                    failures++;
                    queue.clear();
                    pollRequested.set(true);
                    topics.recheck();
                    LOG.warnf("events wait in the outbox after %d failed attempts: %s", failures, e.getMessage());
                    LOG.debug("publishing failed", e);
                    Thread.sleep(backOff(failures));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(OutboxPublisher publisher) throws InterruptedException {
        var rows = new ArrayList<OutboxRow>();
        for (var row = queue.poll(); row != null; row = queue.poll()) {
            rows.add(row);
        }
        publisher.publishFirstEvents(rows);
        if (pollRequested.getAndSet(false) || System.nanoTime() - nextPoll >= 0) {
            var published = publisher.publishPending();
            queue.removeIf(row -> published.contains(row.id()));
            nextPoll = System.nanoTime() + config.poll().toNanos();
            if (published.size() == config.batch()) {
                wake();
            }
        }
    }

    private void pause() throws InterruptedException {
        signals.tryAcquire(nextPoll - System.nanoTime(), TimeUnit.NANOSECONDS);
        signals.drainPermits();
    }

    private static Duration backOff(int failures) {
        var pause = Duration.ofMillis(100L << Math.min(failures, 10));
        return pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE;
    }
}
