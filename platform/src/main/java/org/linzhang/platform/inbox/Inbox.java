package org.linzhang.platform.inbox;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import org.linzhang.platform.database.DatabaseOutage;
import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.request.RequestId;

/**
 * Deduplicates events: the id of an event is stored in the transaction of its effect, so that the effect happens once,
 * however often the event is delivered.
 *
 * <p>After a {@linkplain DatabaseOutage database outage} a message is retried without limit, so that an outage produces no
 * dead letters. After another failure it is tried three times; then the returned {@code Uni} fails, the channel's failure
 * strategy {@code dead-letter-queue} stores the message, and the partition continues.
 *
 * <p>An event that this version does not know is stored in the table {@code unknown_event}, and handled after an upgrade.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final int MAX_FAILURES = 3;
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

    /**
     * A common table expression for a statement that is the whole effect of an event: it returns a row only if consumer
     * {@code $1} has not handled event {@code $2} before.
     */
    public static final String FIRST = """
            first as (
                insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing returning event_id
            )""";

    private static final String INSERT =
            "insert into inbox (consumer, event_id) values (:consumer, cast(:event as uuid)) on conflict do nothing";

    private final EventReader reader;
    private final UnknownEvents unknownEvents;
    private final UnknownEventReplay replay;
    private final DatabaseOutage outage;
    private final Vertx vertx;

    Inbox(
            EventReader reader,
            UnknownEvents unknownEvents,
            UnknownEventReplay replay,
            DatabaseOutage outage,
            Vertx vertx) {
        this.reader = reader;
        this.unknownEvents = unknownEvents;
        this.replay = replay;
        this.outage = outage;
        this.vertx = vertx;
    }

    /** Reads a message as an event of the consumer's contract, and passes it to the consumer. */
    public <E extends DomainEvent> Uni<Void> receive(
            EventConsumer<E> consumer, ConsumerRecord<String, byte[]> message) {
        RequestId.begin(EventReader.header(message, "ce_" + RequestId.ATTRIBUTE));
        E event;
        try {
            event = reader.read(message, consumer);
        } catch (UnreadableEventException e) {
            LOG.errorf(
                    "message %s-%d@%d is sent to the dead letters: %s",
                    message.topic(), message.partition(), message.offset(), e.getMessage());
            return Uni.createFrom().failure(e);
        } catch (UnknownEventException e) {
            return store(consumer, message, e);
        }
        return attempt(() -> replay.before(message, consumer).chain(() -> consumer.handle(event)))
                .onFailure(UnknownEventException.class)
                .recoverWithUni(unknown -> store(consumer, message, (UnknownEventException) unknown));
    }

    private Uni<Void> store(
            EventConsumer<?> consumer, ConsumerRecord<String, byte[]> message, UnknownEventException unknown) {
        LOG.warnf(
                "%s-%d@%d is stored until %s is upgraded: %s",
                message.topic(), message.partition(), message.offset(), consumer.name(), unknown.getMessage());
        return attempt(() -> unknownEvents.add(consumer, message, unknown));
    }

    /** Runs the effect in a transaction, unless this consumer has handled the event before. */
    public <E extends DomainEvent> Uni<Void> once(EventConsumer<?> consumer, E event, Function<E, Uni<Void>> effect) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> insert(session, consumer.name(), event))
                .chain(first -> first ? effect.apply(event) : Uni.createFrom().voidItem()));
    }

    /** Whether the row is new. */
    private static Uni<Boolean> insert(Mutiny.Session session, String consumer, DomainEvent event) {
        return session.createNativeQuery(INSERT)
                .setParameter("consumer", consumer)
                .setParameter("event", event.eventId().toString())
                .executeUpdate()
                .map(rows -> rows == 1);
    }

    private Uni<Void> attempt(Supplier<Uni<Void>> work) {
        return attempt(1, 0, work);
    }

    /** @param failures how many of the previous attempts failed for another reason than an outage */
    private Uni<Void> attempt(int number, int failures, Supplier<Uni<Void>> work) {
        return Uni.createFrom().deferred(work::get).onFailure(Inbox::canRetry).recoverWithUni(failure -> {
            int counted = outage.causes(failure) ? failures : failures + 1;
            if (counted >= MAX_FAILURES) {
                LOG.errorf(failure, "an event is sent to the dead letters after %d attempts", number);
                return Uni.createFrom().failure(failure);
            }
            LOG.warnf("an event will be retried after attempt %d: %s", number, failure.getMessage());
            return pause(number).chain(() -> attempt(number + 1, counted, work));
        });
    }

    private static boolean canRetry(Throwable failure) {
        return !(failure instanceof UnknownEventException);
    }

    /** Uses a timer of the current Vert.x context: Hibernate Reactive must continue on the same one. */
    private Uni<Void> pause(int attempts) {
        long pause = Math.min(100L << Math.min(attempts, 10), MAX_PAUSE.toMillis());
        return Uni.createFrom()
                .emitter(emitter -> vertx.getDelegate().setTimer(pause, fired -> emitter.complete(null)));
    }
}
