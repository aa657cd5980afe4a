package org.linzhang.notification.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.mutiny.subscription.MultiEmitter;

import org.linzhang.notification.alert.Alert;
import org.linzhang.notification.alert.AlertView;
import org.linzhang.platform.region.Regions;

/**
 * One open stream, to one screen. Never tells an older state of an alert after a newer one, and none twice in a row,
 * whatever order and however often it hears of them.
 */
final class AlertStream {

    /** Alerts whose last told change is remembered; more than the overlap of a replay, so that it tells nothing twice. */
    private static final int REMEMBERED = 2 * AlertStreams.OVERLAP;

    private static final long RECONNECT_MS = 1000;

    private final StreamSubscriber listener;
    private final MultiEmitter<? super OutboundSseEvent> emitter;
    private final Sse sse;
    private final Regions regions;
    private final int longestQueue;
    private final AtomicInteger queued = new AtomicInteger();
    private final Map<UUID, Long> told = new LinkedHashMap<>();

    /** What comes while the backlog is being read; null afterwards. */
    private List<Alert> held = new ArrayList<>();

    private long latest;

    private volatile boolean cut;

    AlertStream(
            StreamSubscriber listener,
            MultiEmitter<? super OutboundSseEvent> emitter,
            Sse sse,
            Regions regions,
            int longestQueue) {
        this.listener = listener;
        this.emitter = emitter;
        this.sse = sse;
        this.regions = regions;
        this.longestQueue = longestQueue;
    }

    StreamSubscriber listener() {
        return listener;
    }

    /** The change up to which its screen has everything, but for commits out of order; empty while the backlog is read. */
    synchronized OptionalLong latest() {
        return held == null ? OptionalLong.of(latest) : OptionalLong.empty();
    }

    /** Tells a change, once the backlog has been told. */
    synchronized void tell(Alert alert) {
        if (!alert.isFor(listener.caller())) {
            return;
        }
        if (held != null) {
            if (held.size() == longestQueue) {
                hangUp();
            } else {
                held.add(alert);
            }
        } else {
            send(alert);
        }
    }

    /** Tells what the screen has missed up to a change, then what was held meanwhile. */
    synchronized void catchUp(List<Alert> missed, long upTo) {
        missed.forEach(this::send);
        if (upTo > latest) {
            latest = upTo;
            // An id without data raises no event; the browser keeps it and sends it when it connects again.
            emit(sse.newEventBuilder().id(Long.toString(upTo)).comment("").build());
        }
        if (held != null) {
            var waiting = held;
            held = null;
            waiting.forEach(this::send);
        }
    }

    void greet() {
        emit(sse.newEventBuilder()
                .comment("listening")
                .reconnectDelay(RECONNECT_MS)
                .build());
    }

    /** Says that the line is alive; ends it where its listener's token has expired. */
    void beat(Instant now) {
        if (now.isBefore(listener.until())) {
            emit(sse.newEventBuilder().comment("").build());
        } else if (queued.get() == 0) {
            emitter.complete();
        } else {
            hangUp();
        }
    }

    void end() {
        emitter.complete();
    }

    /** Cuts the line, whatever still waits on it: its screen connects again, and is told what it has missed. */
    void hangUp() {
        cut = true;
        listener.disconnect().run();
    }

    /** The screen takes the next event. */
    void taken() {
        queued.decrementAndGet();
    }

    private void send(Alert alert) {
        var before = told.remove(alert.id());
        if (before != null && before >= alert.seq()) {
            told.put(alert.id(), before);
            return;
        }
        told.put(alert.id(), alert.seq());
        if (told.size() > REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        latest = Math.max(latest, alert.seq());
        emit(sse.newEventBuilder()
                .name("alert")
                .id(Long.toString(alert.seq()))
                .data(AlertView.class, AlertView.of(alert, regions))
                .build());
    }

    private void emit(OutboundSseEvent event) {
        if (cut) {
            return;
        }
        if (queued.incrementAndGet() > longestQueue) {
            hangUp();
        } else {
            emitter.emit(event);
        }
    }
}
