package org.linzhang.notification.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.mutiny.subscription.MultiEmitter;

import org.linzhang.notification.alert.Alert;
import org.linzhang.notification.alert.AlertView;
import org.linzhang.platform.geography.Regions;

/**
 * One open stream to one client. The same alert may be passed to it several times and in any order: from this instance's
 * commit, from Kafka and from a replay. It sends no state of an alert after a newer one, and no state twice in a row.
 */
final class AlertStream {

    /** Alerts whose last sent sequence number is kept. More than the overlap of a replay, so that a replay sends nothing twice. */
    private static final int REMEMBERED = 2 * AlertStreams.OVERLAP;

    private static final long RECONNECT_MS = 1000;

    private final StreamSubscriber subscriber;
    private final MultiEmitter<? super OutboundSseEvent> emitter;
    private final Sse sse;
    private final Regions regions;
    private final int queueSize;
    private final AtomicInteger queued = new AtomicInteger();
    private final Map<UUID, Long> lastSent = new LinkedHashMap<>();

    /** Alerts that were changed during a replay; null if none is running. */
    private List<Alert> pending = new ArrayList<>();

    private long latestSeq;

    private volatile boolean disconnected;
    private volatile boolean ended;
    private final AtomicReference<Runnable> whenDrained = new AtomicReference<>();

    AlertStream(
            StreamSubscriber subscriber,
            MultiEmitter<? super OutboundSseEvent> emitter,
            Sse sse,
            Regions regions,
            int queueSize) {
        this.subscriber = subscriber;
        this.emitter = emitter;
        this.sse = sse;
        this.regions = regions;
        this.queueSize = queueSize;
    }

    StreamSubscriber subscriber() {
        return subscriber;
    }

    /**
     * Prepares a replay after the first one: alerts that change are sent after it.
     *
     * @return the greatest sequence number that was sent; a smaller one may commit later. Empty if a replay is running.
     */
    synchronized OptionalLong startReplay() {
        if (pending != null) {
            return OptionalLong.empty();
        }
        pending = new ArrayList<>();
        return OptionalLong.of(latestSeq);
    }

    /** Sends an alert if it is the subscriber's; after the replay, if one is running. */
    synchronized void send(Alert alert) {
        if (!alert.isVisibleTo(subscriber.caller())) {
            return;
        }
        if (pending == null) {
            sendIfNewer(alert);
        } else if (pending.size() < queueSize) {
            pending.add(alert);
        } else {
            disconnect();
        }
    }

    /** Sends alerts of a replay; others follow. */
    synchronized void replay(List<Alert> missed) {
        missed.forEach(this::sendIfNewer);
    }

    /** Sends the last alerts of a replay up to a sequence number, then those that were changed while they were read. */
    synchronized void finishReplay(List<Alert> missed, long upTo) {
        replay(missed);
        if (upTo > latestSeq) {
            latestSeq = upTo;
            // An id without data dispatches no event. The browser stores it and sends it as Last-Event-ID.
            emit(sse.newEventBuilder().id(Long.toString(upTo)).comment("").build());
        }
        if (pending != null) {
            var changed = pending;
            pending = null;
            changed.forEach(this::sendIfNewer);
        }
    }

    /** Runs an action once when the connection has taken all queued events: now, or when it takes the last one. */
    void whenDrained(Runnable action) {
        whenDrained.set(action);
        if (queued.get() <= 0) {
            runWhenDrained();
        }
    }

    /** Sends the response headers and the client's delay before it connects again. */
    void open() {
        emit(sse.newEventBuilder().comment("open").reconnectDelay(RECONNECT_MS).build());
    }

    /** Sends a heartbeat comment, or ends the stream if the subscriber's token has expired. */
    void heartbeat(Instant now) {
        if (now.isBefore(subscriber.until())) {
            emit(sse.newEventBuilder().comment("").build());
        } else if (queued.get() == 0) {
            complete();
        } else {
            disconnect();
        }
    }

    /** Ends the stream after all queued events. */
    void complete() {
        emitter.complete();
    }

    /** Closes the connection without the queued events. The client connects again, and the replay sends what it missed. */
    void disconnect() {
        disconnected = true;
        subscriber.disconnect().run();
    }

    /** Called when the connection takes an event from the queue. */
    void dequeued() {
        if (queued.decrementAndGet() <= 0) {
            runWhenDrained();
        }
    }

    private void runWhenDrained() {
        var action = whenDrained.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }

    /** Called when the connection is closed. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    private void sendIfNewer(Alert alert) {
        var sent = lastSent.remove(alert.id());
        if (sent != null && sent >= alert.seq()) {
            lastSent.put(alert.id(), sent);
            return;
        }
        lastSent.put(alert.id(), alert.seq());
        if (lastSent.size() > REMEMBERED) {
            lastSent.remove(lastSent.keySet().iterator().next());
        }
        latestSeq = Math.max(latestSeq, alert.seq());
        emit(sse.newEventBuilder()
                .name("alert")
                .id(Long.toString(alert.seq()))
                .data(AlertView.class, AlertView.of(alert, regions))
                .build());
    }

    private void emit(OutboundSseEvent event) {
        if (disconnected) {
            return;
        }
        if (queued.incrementAndGet() > queueSize) {
            disconnect();
        } else {
            emitter.emit(event);
        }
    }
}
