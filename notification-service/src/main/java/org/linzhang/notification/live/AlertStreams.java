package org.linzhang.notification.live;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

import org.linzhang.notification.alert.Alert;
import org.linzhang.notification.alert.Alerts;
import org.linzhang.notification.alert.AlertsChanged;
import org.linzhang.platform.region.Regions;

/** All lines that are open on this instance. */
@ApplicationScoped
class AlertStreams {

    /**
     * How far before the last change that a screen saw its replay begins. Changes are numbered before they commit, so one
     * with a smaller number may have been committed later; this many numbers are given out in half a second of the busiest
     * hour, and no transaction takes so long between number and commit.
     */
    static final int OVERLAP = 200;

    /** Alerts of one replay; a screen that missed more is asked to come again from there. More than the overlap, so that it gets on. */
    private static final int LONGEST_REPLAY = 500;

    private static final Logger LOG = Logger.getLogger(AlertStreams.class);

    private final Map<String, Set<AlertStream>> lines = new ConcurrentHashMap<>();
    private final Alerts alerts;
    private final Regions regions;
    private final LiveConfig config;
    private final Clock clock;
    private final OwnEvents echo;
    private final Vertx vertx;

    AlertStreams(Alerts alerts, Regions regions, LiveConfig config, Clock clock, OwnEvents echo, Vertx vertx) {
        this.alerts = alerts;
        this.regions = regions;
        this.config = config;
        this.clock = clock;
        this.echo = echo;
        this.vertx = vertx;
    }

    void onStart(@Observes StartupEvent started) {
        vertx.setPeriodic(config.heartbeat().toMillis(), timer -> each(line -> line.beat(clock.instant())));
    }

    /**
     * Opens a line.
     *
     * @param since the last change that the screen saw; empty where it has just come, and reads the inbox itself
     */
    Multi<OutboundSseEvent> open(StreamSubscriber listener, OptionalLong since, Sse sse) {
        return Multi.createFrom().deferred(() -> {
            var opened = new AlertStream[1];
            return Multi.createFrom()
                    .<OutboundSseEvent>emitter(
                            emitter -> {
                                var line = new AlertStream(listener, emitter, sse, regions, config.longestQueue());
                                opened[0] = line;
                                emitter.onTermination(() -> remove(line));
                                // First on the list, then the backlog: what is committed between the two is told by one
                                // of them.
                                add(line);
                                line.greet();
                                replay(line, since);
                            },
                            BackPressureStrategy.BUFFER)
                    .onItem()
                    .invoke(event -> opened[0].taken());
        });
    }

    /** Alerts that this instance has just committed. */
    void onChange(@Observes AlertsChanged changed) {
        changed.events().forEach(event -> echo.expect(event.eventId()));
        changed.alerts().forEach(this::tell);
    }

    void tell(Alert alert) {
        to(alert.recipient(), line -> line.tell(alert));
    }

    boolean reach(String username) {
        return lines.containsKey(username);
    }

    /** Lets a listener's screens connect again, because something may have passed them by. */
    void reconnect(String username) {
        to(username, AlertStream::hangUp);
    }

    /** Reads again what may have passed all lines by. */
    void catchUp() {
        each(line -> {
            var latest = line.latest();
            if (latest.isPresent()) {
                replay(line, latest);
            } else {
                line.hangUp();
            }
        });
    }

    private void replay(AlertStream line, OptionalLong since) {
        onContext(() -> Panache.withSession(() -> since.isPresent() ? missed(line, since.getAsLong()) : nothing(line))
                .subscribe()
                .with(done -> {}, failure -> {
                    LOG.warnf("a replay failed, its screen comes again: %s", failure.getMessage());
                    line.hangUp();
                }));
    }

    /** Hibernate Reactive wants a context of its own; who opens a line stands in one that is shared, or in none. */
    private void onContext(Runnable work) {
        var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(started -> work.run());
    }

    private Uni<Void> missed(AlertStream line, long since) {
        return alerts.changedSince(since - OVERLAP, line.listener().caller(), LONGEST_REPLAY)
                .invoke(missed -> {
                    line.catchUp(missed, since);
                    if (missed.size() == LONGEST_REPLAY) {
                        line.end();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> nothing(AlertStream line) {
        return alerts.latestChange()
                .invoke(latest -> line.catchUp(List.of(), latest))
                .replaceWithVoid();
    }

    private void add(AlertStream line) {
        lines.compute(line.listener().username(), (username, theirs) -> {
            var all = theirs == null ? ConcurrentHashMap.<AlertStream>newKeySet() : theirs;
            all.add(line);
            return all;
        });
    }

    private void remove(AlertStream line) {
        lines.computeIfPresent(line.listener().username(), (username, theirs) -> {
            theirs.remove(line);
            return theirs.isEmpty() ? null : theirs;
        });
    }

    private void each(Consumer<AlertStream> action) {
        lines.values().forEach(theirs -> theirs.forEach(line -> safely(line, action)));
    }

    private void to(String username, Consumer<AlertStream> action) {
        lines.getOrDefault(username, Set.of()).forEach(line -> safely(line, action));
    }

    /** One broken line is no reason to leave the others, or the transaction that it hears of, in the lurch. */
    private static void safely(AlertStream line, Consumer<AlertStream> action) {
        try {
            action.accept(line);
        } catch (RuntimeException e) {
            LOG.warn("a line breaks", e);
            line.hangUp();
        }
    }
}
