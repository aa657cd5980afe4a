package org.linzhang.notification.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.linzhang.notification.alert.Alert;
import org.linzhang.notification.alert.AlertView;
import org.linzhang.notification.alert.Alerts;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.testing.Servers;

/** The order of a stream while its replay is being read. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class AlertStreamTest {

    private static final int QUEUE_SIZE = 10;
    private static final Caller COUNTY =
            new Caller("county", "赵县林长", Set.of("chief"), List.of(RegionCode.of("512002")));

    @Inject
    Alerts alerts;

    @Inject
    Regions regions;

    @Inject
    Pool pool;

    private final List<OutboundSseEvent> sent = new ArrayList<>();
    private final AtomicBoolean disconnected = new AtomicBoolean();
    private AlertStream stream;

    @BeforeEach
    void openStream() {
        var subscriber = new StreamSubscriber(COUNTY, Instant.MAX, () -> disconnected.set(true));
        var opened = new AtomicReference<AlertStream>();
        Multi.createFrom()
                .<OutboundSseEvent>emitter(emitter -> {
                    opened.set(new AlertStream(subscriber, emitter, new SseImpl(), regions, QUEUE_SIZE));
                })
                .subscribe()
                .with(sent::add);
        stream = opened.get();
    }

    @Test
    void an_alert_that_changes_while_the_replay_is_read_is_sent_after_the_replay() throws Throwable {
        // Given
        var missed = storedAlert();
        var changed = storedAlert();
        // When
        stream.send(changed);
        // Then
        assertThat(sent).isEmpty();
        assertThat(stream.startReplay()).isEmpty();
        // When
        stream.finishReplay(List.of(missed), missed.seq());
        // Then
        assertThat(sent)
                .extracting(event -> ((AlertView) event.getData()).id())
                .containsExactly(missed.id(), changed.id());
        assertThat(stream.startReplay()).isEqualTo(OptionalLong.of(changed.seq()));
    }

    @Test
    void a_stream_is_disconnected_if_more_alerts_change_during_the_replay_than_may_be_queued() throws Throwable {
        // Given
        var changed = storedAlert();
        for (int n = 0; n < QUEUE_SIZE; n++) {
            stream.send(changed);
        }
        assertThat(disconnected).isFalse();
        // When
        stream.send(changed);
        // Then
        assertThat(disconnected).isTrue();
    }

    @Test
    void an_alert_that_changes_between_the_pages_of_a_replay_is_sent_after_the_last_page() throws Throwable {
        // Given
        var first = storedAlert();
        var second = storedAlert();
        var changed = storedAlert();
        // When
        stream.replay(List.of(first));
        stream.send(changed);
        stream.finishReplay(List.of(second), second.seq());
        // Then
        assertThat(sent)
                .extracting(event -> ((AlertView) event.getData()).id())
                .containsExactly(first.id(), second.id(), changed.id());
    }

    private Alert storedAlert() throws Throwable {
        var id = new StoredAlerts(pool).insert(UUID.randomUUID(), "county", "512002");
        return VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(() -> alerts.find(id)));
    }
}
