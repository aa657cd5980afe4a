package org.linzhang.notification.live;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

import org.linzhang.notification.alert.Alert;
import org.linzhang.notification.alert.Alerts;
import org.linzhang.notification.alert.AlertsChanged;
import org.linzhang.platform.geography.Regions;

/** The open streams of this instance, by username. */
@ApplicationScoped
class AlertStreams {

    /**
     * A replay starts this many sequence numbers before the last one that the client received. Numbers are assigned before
     * the commit, so a smaller number may be committed later. This many are assigned in half a second at peak load; no
     * transaction takes that long between the number and the commit.
     */
    static final int OVERLAP = 200;

    /** Alerts that a replay reads at once. The next are read when the client has taken these. */
    private static final int REPLAY_PAGE = 50;

    private static final Logger LOG = Logger.getLogger(AlertStreams.class);

    private final Map<String, Set<AlertStream>> streams = new ConcurrentHashMap<>();
    private final Alerts alerts;
    private final Regions regions;
    private final LiveConfig config;
    private final Clock clock;
    private final OwnEvents ownEvents;
    private final ReplayQueue replays;
    private final Vertx vertx;

    AlertStreams(
            Alerts alerts,
            Regions regions,
            LiveConfig config,
            Clock clock,
            OwnEvents ownEvents,
            ReplayQueue replays,
            Vertx vertx) {
        this.alerts = alerts;
        this.regions = regions;
        this.config = config;
        this.clock = clock;
        this.ownEvents = ownEvents;
        this.replays = replays;
        this.vertx = vertx;
    }

    void onStart(@Observes StartupEvent started) {
        vertx.setPeriodic(config.heartbeat().toMillis(), timer -> forAll(stream -> stream.heartbeat(clock.instant())));
    }

    /**
     * Opens a stream.
     *
     * @param since the last sequence number that the client received; empty on its first connection, when it reads the
     *     inbox itself
     */
    Multi<OutboundSseEvent> open(StreamSubscriber subscriber, OptionalLong since, Sse sse) {
        return Multi.createFrom().deferred(() -> {
            var opened = new AlertStream[1];
            return Multi.createFrom()
                    .<OutboundSseEvent>emitter(
                            emitter -> {
                                var stream = new AlertStream(subscriber, emitter, sse, regions, config.queueSize());
                                opened[0] = stream;
                                emitter.onTermination(() -> remove(stream));
                                // Registered before the replay is read, so that a change that commits between the two
                                // is sent by one of them.
                                add(stream);
                                stream.open();
                                replay(stream, since);
                            },
                            BackPressureStrategy.BUFFER)
                    .onItem()
                    .invoke(event -> opened[0].dequeued());
        });
    }

    /** Sends alerts that this instance has just committed. */
    void onChange(@Observes AlertsChanged changed) {
        changed.events().forEach(event -> ownEvents.add(event.eventId()));
        changed.alerts().forEach(this::send);
    }

    /** Sends an alert to the recipient's streams. */
    void send(Alert alert) {
        forUser(alert.recipient(), stream -> stream.send(alert));
    }

    boolean isOpenFor(String username) {
        return streams.containsKey(username);
    }

    /** Disconnects a user's streams. The clients connect again and receive what they missed. */
    void disconnect(String username) {
        forUser(username, AlertStream::disconnect);
    }

    /** Replays to all streams, after Kafka may have delivered nothing for a time. */
    void catchUp() {
        forAll(stream -> {
            var latest = stream.startReplay();
            if (latest.isPresent()) {
                replay(stream, latest);
            } else {
                stream.disconnect();
            }
        });
    }

    private void replay(AlertStream stream, OptionalLong since) {
        replays.addFirst(() -> since.isPresent()
                ? read(stream, () -> sendMissed(stream, since.getAsLong() - OVERLAP, since.getAsLong()))
                : read(stream, () -> startAtLatest(stream)));
    }

    /** Does nothing if the stream has ended while it was waiting. */
    private static Uni<Void> read(AlertStream stream, Supplier<Uni<Void>> read) {
        return stream.isEnded()
                ? Uni.createFrom().voidItem()
                : Panache.withSession(read)
                        .onFailure()
                        .invoke(failure -> {
                            LOG.warnf(
                                    "replay to %s failed, disconnecting the stream: %s",
                                    stream.subscriber().username(), failure.getMessage());
                            stream.disconnect();
                        })
                        .onFailure()
                        .recoverWithNull();
    }

    /**
     * Sends the next alerts of a replay. If there may be more, they are read after the client has taken these.
     *
     * @param after the sequence number of the last alert that was sent
     * @param since the last sequence number that the client has received
     */
    private Uni<Void> sendMissed(AlertStream stream, long after, long since) {
        return alerts.changedSince(after, stream.subscriber().caller(), REPLAY_PAGE)
                .invoke(missed -> {
                    if (missed.size() < REPLAY_PAGE) {
                        stream.finishReplay(missed, since);
                    } else {
                        long last = missed.getLast().seq();
                        stream.replay(missed);
                        stream.whenDrained(() ->
                                replays.addNext(() -> read(stream, () -> sendMissed(stream, last, since))));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> startAtLatest(AlertStream stream) {
        return alerts.latestSeq()
                .invoke(latest -> stream.finishReplay(List.of(), latest))
                .replaceWithVoid();
    }

    private void add(AlertStream stream) {
        streams.compute(stream.subscriber().username(), (username, open) -> {
            var all = open == null ? ConcurrentHashMap.<AlertStream>newKeySet() : open;
            all.add(stream);
            return all;
        });
    }

    private void remove(AlertStream stream) {
        stream.end();
        streams.computeIfPresent(stream.subscriber().username(), (username, open) -> {
            open.remove(stream);
            return open.isEmpty() ? null : open;
        });
    }

    private void forAll(Consumer<AlertStream> action) {
        streams.values().forEach(open -> open.forEach(stream -> run(stream, action)));
    }

    private void forUser(String username, Consumer<AlertStream> action) {
        streams.getOrDefault(username, Set.of()).forEach(stream -> run(stream, action));
    }

    /** A failure of one stream must not reach the other streams or the caller, whose transaction is committed. */
    private static void run(AlertStream stream, Consumer<AlertStream> action) {
        try {
            action.accept(stream);
        } catch (RuntimeException e) {
            LOG.warnf(e, "disconnecting a stream of %s", stream.subscriber().username());
            stream.disconnect();
        }
    }
}
