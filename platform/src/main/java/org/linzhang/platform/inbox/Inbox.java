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

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.request.RequestId;

/**
 * Handles each event once, however often it is delivered: its id is written in the transaction of its effect.
 *
 * <p>While the database is away a message is tried again until it is back, so that an outage fills no dead letters. A
 * message that fails for another reason is tried three times; then the returned {@code Uni} fails, and the channel's
 * failure strategy {@code dead-letter-queue} takes it, so that the partition moves on.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final int TRIES = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /**
     * For a statement that has the whole effect, and needs no transaction around it: this has a row where consumer
     * {@code $1} has not had event {@code $2}.
     */
    public static final String FIRST = """
            first as (
                insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing returning event_id
            )""";

    private static final String ONCE =
            "insert into inbox (consumer, event_id) values (:consumer, cast(:event as uuid)) on conflict do nothing";

    private final EventReader reader;
    private final Vertx vertx;

    Inbox(EventReader reader, Vertx vertx) {
        this.reader = reader;
        this.vertx = vertx;
    }

    /**
     * Reads a message as an event of the contract, and has it handled {@link #once}.
     *
     * @param consumer names who consumes: each has every event once
     * @param effect writes through the session in hand
     */
    public <E extends DomainEvent> Uni<Void> receive(
            String consumer, ConsumerRecord<String, byte[]> message, Class<E> contract, Function<E, Uni<Void>> effect) {
        return receive(message, contract, event -> once(consumer, event, effect));
    }

    /**
     * Reads a message as an event of the contract.
     *
     * @param handler has it, again after a failure; sees to it that it has its effect once, by {@link #once} or by a
     *     statement with {@link #FIRST}
     */
    public <E extends DomainEvent> Uni<Void> receive(
            ConsumerRecord<String, byte[]> message, Class<E> contract, Function<E, Uni<Void>> handler) {
        RequestId.begin(EventReader.header(message, "ce_" + RequestId.ATTRIBUTE));
        E event;
        try {
            event = reader.read(message, contract);
        } catch (UnreadableEventException e) {
            LOG.errorf(
                    "%s-%d@%d to the dead letters: %s",
                    message.topic(), message.partition(), message.offset(), e.getMessage());
            return Uni.createFrom().failure(e);
        }
        return persistently(1, () -> handler.apply(event));
    }

    /** Runs the effect in a transaction, unless this consumer has had the event. */
    public <E extends DomainEvent> Uni<Void> once(String consumer, E event, Function<E, Uni<Void>> effect) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> write(session, consumer, event))
                .chain(first -> first ? effect.apply(event) : Uni.createFrom().voidItem()));
    }

    private static Uni<Boolean> write(Mutiny.Session session, String consumer, DomainEvent event) {
        return session.createNativeQuery(ONCE)
                .setParameter("consumer", consumer)
                .setParameter("event", event.eventId().toString())
                .executeUpdate()
                .map(rows -> rows == 1);
    }

    private Uni<Void> persistently(int attempt, Supplier<Uni<Void>> work) {
        return Uni.createFrom().deferred(work::get).onFailure().recoverWithUni(failure -> {
            boolean away = TransientFailure.is(failure);
            if (!away && attempt >= TRIES) {
                LOG.errorf(failure, "to the dead letters after %d tries", attempt);
                return Uni.createFrom().failure(failure);
            }
            LOG.warnf("an event waits (try %d): %s", attempt, failure.getMessage());
            return pause(attempt).chain(() -> persistently(attempt + 1, work));
        });
    }

    /** A timer of the context in hand: Hibernate Reactive wants to go on where it began. */
    private Uni<Void> pause(int attempt) {
        long pause = Math.min(100L << Math.min(attempt, 10), LONGEST_PAUSE.toMillis());
        return Uni.createFrom()
                .emitter(emitter -> vertx.getDelegate().setTimer(pause, fired -> emitter.complete(null)));
    }
}
