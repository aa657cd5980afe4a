package org.linzhang.platform.inbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import org.linzhang.platform.database.DatabaseOutage;
import org.linzhang.platform.event.DomainEvent;

/**
 * Passes stored messages to their consumers as soon as these know them, in the order of their arrival.
 *
 * <p>They are replayed at start, before the channels open, and before the first message of a partition that this instance has
 * been assigned: until then an older instance may have stored messages of the partition. So a consumer handles a stored message
 * before newer ones of the same aggregate. A timer replays what an older instance stored in a partition without newer messages.
 */
@ApplicationScoped
class UnknownEventReplay {

    private static final Logger LOG = Logger.getLogger(UnknownEventReplay.class);

    /** Reactive Messaging opens its channels at priority 1000. */
    private static final int BEFORE_CHANNELS = 500;

    private final UnknownEvents unknownEvents;
    private final EventReader reader;
    private final Instance<EventConsumer<?>> consumers;
    private final Duration interval;
    private final DatabaseOutage outage;
    private final Vertx vertx;

    /** The offset that continues what this instance has received, by consumer and partition. */
    private final Map<String, Long> nextOffsets = new ConcurrentHashMap<>();

    UnknownEventReplay(
            UnknownEvents unknownEvents,
            EventReader reader,
            @Any Instance<EventConsumer<?>> consumers,
            @ConfigProperty(name = "linzhang.inbox.replay-interval", defaultValue = "1m") Duration interval,
            DatabaseOutage outage,
            Vertx vertx) {
        this.unknownEvents = unknownEvents;
        this.reader = reader;
        this.consumers = consumers;
        this.interval = interval;
        this.outage = outage;
        this.vertx = vertx;
    }

    void onStart(@Observes @Priority(BEFORE_CHANNELS) StartupEvent started) throws Throwable {
        if (consumers.isUnsatisfied()) {
            return;
        }
        VertxContextSupport.subscribeAndAwait(this::replayAll);
        vertx.setPeriodic(
                interval.toMillis(),
                timer -> onNewContext(() -> replayAll().subscribe().with(done -> {})));
    }

    /** Replays the consumer's stored messages, unless the message continues the ones that this instance has received. */
    Uni<Void> before(ConsumerRecord<?, ?> message, EventConsumer<?> consumer) {
        var partition = consumer.name() + ' ' + message.topic() + '-' + message.partition();
        var next = nextOffsets.put(partition, message.offset() + 1);
        return next != null && next == message.offset() ? Uni.createFrom().voidItem() : replay(consumer);
    }

    Uni<Void> replayAll() {
        return Multi.createFrom()
                .iterable(consumers)
                .onItem()
                .transformToUniAndConcatenate(consumer -> replay(consumer)
                        .onFailure()
                        .invoke(failure ->
                                LOG.warnf("stored events of %s wait: %s", consumer.name(), failure.getMessage()))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> replay(EventConsumer<?> consumer) {
        return replayAfter(0, consumer, new HashSet<>());
    }

    /** @param failedKeys aggregates of which an event has failed, so that the following ones must wait */
    private Uni<Void> replayAfter(long seq, EventConsumer<?> consumer, Set<String> failedKeys) {
        return unknownEvents
                .after(seq, consumer)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : replay(found, consumer, failedKeys)
                                .chain(() -> replayAfter(found.getLast().seq(), consumer, failedKeys)));
    }

    private Uni<Void> replay(List<UnknownEvents.Stored> found, EventConsumer<?> consumer, Set<String> failedKeys) {
        return Multi.createFrom()
                .iterable(found)
                .filter(stored -> !failedKeys.contains(stored.message().key()))
                .onItem()
                .transformToUniAndConcatenate(stored -> replay(stored, consumer)
                        .onFailure(failure -> !outage.causes(failure))
                        .recoverWithUni(failure -> {
                            LOG.errorf(failure, "a stored event cannot be handled, it stays in unknown_event");
                            failedKeys.add(stored.message().key());
                            return Uni.createFrom().voidItem();
                        }))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private <E extends DomainEvent> Uni<Void> replay(UnknownEvents.Stored stored, EventConsumer<E> consumer) {
        return Uni.createFrom()
                .deferred(() -> consumer.handle(reader.read(stored.message(), consumer)))
                .chain(() -> unknownEvents.delete(stored))
                .onFailure(UnknownEventException.class)
                .recoverWithNull();
    }

    /** Hibernate Reactive needs a duplicated context; a timer runs on a shared one. */
    private void onNewContext(Runnable work) {
        var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(started -> work.run());
    }
}
