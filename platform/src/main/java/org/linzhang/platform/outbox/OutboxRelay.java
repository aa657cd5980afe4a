package org.linzhang.platform.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Carries events from the outbox to Kafka: woken right after a commit, and by a slow poll for what a wake-up missed.
 *
 * <p>Has a thread of its own, because Kafka's producer may block; the services' event loops never wait for it. While the
 * broker is away the rows stay where they are.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final OutboxConfig config;
    private final Pool pool;
    private final String kafka;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean stopped;
    private Thread thread;

    OutboxRelay(OutboxConfig config, Pool pool, @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.config = config;
        this.pool = pool;
        this.kafka = kafka;
    }

    /** Looks at once. Many wake-ups before the next look are one. */
    public void wake() {
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
        try (var round = new RelayRound(pool, kafka, config)) {
            int failures = 0;
            while (!stopped) {
                try {
                    topics.makeOnce();
                    boolean full = round.carry() == config.batch();
                    failures = 0;
                    if (!full) {
                        pause(config.poll());
                    }
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    if (stopped) {
                        return;
                    }
                    failures++;
                    LOG.warnf("events wait in the outbox (try %d): %s", failures, e.getMessage());
                    LOG.debug("the relay's failure", e);
                    Thread.sleep(backOff(failures));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause(Duration longest) throws InterruptedException {
        wakeUps.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        wakeUps.drainPermits();
    }

    private static Duration backOff(int failures) {
        var pause = Duration.ofMillis(100L << Math.min(failures, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
