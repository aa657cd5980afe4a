package org.linzhang.notification.live;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Runs the database reads of replays, a few at a time. After a restart thousands of
 * clients connect again in the same second: without this limit their replays would occupy all database connections, and the
 * other requests would wait.
 */
@ApplicationScoped
class ReplayQueue {

    private final Queue<Supplier<Uni<Void>>> firstPages = new ConcurrentLinkedQueue<>();
    private final Queue<Supplier<Uni<Void>>> nextPages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger idle;
    private final Vertx vertx;

    ReplayQueue(LiveConfig config, Vertx vertx) {
        this.idle = new AtomicInteger(config.concurrentReplays());
        this.vertx = vertx;
    }

    /**
     * Adds the first read of a replay.
     *
     * @param read must not fail; runs on a duplicated context, as Hibernate Reactive needs it
     */
    void addFirst(Supplier<Uni<Void>> read) {
        firstPages.add(read);
        startNext();
    }

    /** Adds a further read of a replay. It waits for the first reads of all others, so that long replays delay no short one. */
    void addNext(Supplier<Uni<Void>> read) {
        nextPages.add(read);
        startNext();
    }

    private void startNext() {
        while (!(firstPages.isEmpty() && nextPages.isEmpty()) && acquire()) {
            var first = firstPages.poll();
            var read = first == null ? nextPages.poll() : first;
            if (read == null) {
                idle.incrementAndGet();
            } else {
                start(read);
            }
        }
    }

    private boolean acquire() {
        return idle.getAndUpdate(free -> Math.max(0, free - 1)) > 0;
    }

    /** The callers run on a shared context, or on a Kafka thread. */
    private void start(Supplier<Uni<Void>> read) {
        var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(_ -> Uni.createFrom()
                .deferred(read::get)
                .onTermination()
                .invoke(this::finished)
                .subscribe()
                .with(_ -> {}, _ -> {}));
    }

    private void finished() {
        idle.incrementAndGet();
        startNext();
    }
}
