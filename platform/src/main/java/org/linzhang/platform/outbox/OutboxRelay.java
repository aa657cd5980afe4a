package org.linzhang.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final Clock clock;
    private final String kafka;
    private final KafkaTopics topics;
    private final Semaphore signals = new Semaphore(0);
    private final AtomicBoolean pollRequested = new AtomicBoolean();
    private final Queue<OutboxRow> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private volatile boolean stopped;
    private volatile String lastFailure;
    private long nextPoll = System.nanoTime();
    private long nextCheck = System.nanoTime();
    private volatile Thread thread;

    OutboxRelay(
            OutboxConfig config,
            Config channels,
            Pool pool,
            Clock clock,
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.config = config;
        this.pool = pool;
        this.clock = clock;
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

    /** Whether the thread of the relay has not ended. */
    boolean isRunning() {
        return config.relay() && thread != null && thread.isAlive();
    }

    /** Why the last attempt failed; empty if it succeeded. */
    Optional<String> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    /** Ends only when the service stops: whatever fails is tried again, also after an {@link Error} such as a missing class. */
    private void run() {
        int failures = 0;
        var offsets = new AcknowledgedOffsets();
        try (var database = new RelayConnection(pool, config);
                var log = new KafkaLog(kafka);
                var sender = new EventSender(kafka, config, offsets)) {
            var days = new PublishedDays(database, config.publishedDays());
            var lostEvents =
                    new LostEvents(database, log, offsets, config.topics().keySet());
            var publisher = new OutboxPublisher(database, sender, offsets, config, clock);
            while (!stopped) {
                try {
                    topics.apply();
                    if (!config.relay()) {
                        return;
                    }
                    days.maintain(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
                    check(lostEvents, offsets);
                    publish(publisher);
                    failures = 0;
                    lastFailure = null;
                    pause();
                } catch (InterruptedException e) {
                    // stop() interrupts this thread after it has set the condition of the loop.
                } catch (Throwable e) {
                    failures++;
                    recordFailure(e, failures);
                    sleep(backOff(failures));
                }
            }
        }
    }

    private void recordFailure(Throwable failure, int failures) {
        if (stopped) {
            return;
        }
        queue.clear();
        pollRequested.set(true);
        topics.recheck();
        nextCheck = System.nanoTime();
        lastFailure = String.valueOf(failure.getMessage());
        LOG.warnf("events wait in the outbox after %d failed attempts: %s", failures, failure);
        LOG.debug("publishing failed", failure);
    }

    private void sleep(Duration pause) {
        try {
            if (!stopped) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            // as in run()
        }
    }

    private void check(LostEvents lostEvents, AcknowledgedOffsets offsets) throws InterruptedException {
        boolean due = System.nanoTime() - nextCheck >= 0 || !offsets.losses().isEmpty();
        if (due && lostEvents.restore()) {
            nextCheck = System.nanoTime() + config.checkInterval().toNanos();
            pollRequested.set(true);
        }
    }

    private void publish(OutboxPublisher publisher) throws InterruptedException {
        var rows = new ArrayList<OutboxRow>();
        for (var row = queue.poll(); row != null; row = queue.poll()) {
            rows.add(row);
        }
        publisher.publishFirstEvents(rows);
        if (pollRequested.getAndSet(false) || System.nanoTime() - nextPoll >= 0) {
            var batch = publisher.publishPending();
            queue.removeIf(row -> batch.published().contains(row.id()));
            nextPoll = System.nanoTime() + config.poll().toNanos();
            if (batch.full()) {
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
