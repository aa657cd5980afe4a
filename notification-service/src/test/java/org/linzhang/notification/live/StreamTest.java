package org.linzhang.notification.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linzhang.notification.IncidentEvents.VILLAGE;
import static org.linzhang.notification.IncidentEvents.accepted;
import static org.linzhang.notification.IncidentEvents.closed;
import static org.linzhang.notification.IncidentEvents.fireIn;
import static org.linzhang.notification.IncidentEvents.publish;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import org.linzhang.notification.InboxClient;
import org.linzhang.notification.alert.Alerts;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

/** What a stream sends, to whom, and when it ends. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class StreamTest {

    private static final RegionCode OTHER_COUNTY = RegionCode.of("512021");

    @Inject
    AlertStreams streams;

    @Inject
    Alerts alerts;

    @Inject
    Pool pool;

    private final InboxClient county = InboxClient.user("county");

    @Test
    void an_alert_is_sent_to_its_recipient_within_a_second_and_to_nobody_else() {
        // Given
        warmUp();
        try (var stream = StreamClient.open(county.token());
                var outsider = StreamClient.open(Tokens.of("outsider"))) {
            var fire = fireIn(VILLAGE);
            var start = System.nanoTime();
            // When
            publish(fire);
            // Then
            var event = stream.await(fire.incidentId());
            assertThat(Duration.ofNanos(event.receivedAt() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(event.name()).isEqualTo("alert");
            var inInbox = county.alertsOf(fire.incidentId()).getFirst();
            assertThat(event.data().path("id").asText()).isEqualTo(inInbox.get("id"));
            assertThat(event.data().path("raisedAt").asText()).isEqualTo(inInbox.get("raisedAt"));
            assertThat(event.data().path("reporterName").asText()).isEqualTo("张护林");
            // Then: an alert that was raised later has been received, so the first would have been too
            var later = fireIn(OTHER_COUNTY);
            publish(later);
            outsider.await(later.incidentId());
            assertThat(outsider.eventsOf(fire.incidentId())).isEmpty();
        }
    }

    @Test
    void a_stream_sends_a_comment_at_once_and_then_heartbeats() {
        try (var stream = StreamClient.open(county.token())) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(stream.response().headers().firstValue("content-type")).contains("text/event-stream");
            assertThat(stream.response().headers().firstValue("cache-control")).contains("no-store");
            assertThat(stream.response().headers().firstValue("x-accel-buffering"))
                    .contains("no");
            assertThat(stream.comments()).first().isEqualTo("open");
            // Then: the second comment has the event id, the third is a heartbeat
            await().until(() -> stream.comments().size() >= 3);
        }
    }

    @Test
    void a_stream_without_a_token_is_401() {
        given().get("/api/alerts/stream").then().statusCode(401);
    }

    @Test
    void every_change_of_an_alert_is_sent_with_a_greater_id() {
        // Given
        var fire = fireIn(VILLAGE);
        try (var stream = StreamClient.open(county.token())) {
            // When
            publish(fire);
            var raised = stream.await(fire.incidentId());
            county.acknowledge(raised.data().path("id").asText());
            stream.await(fire.incidentId(), 2);
            publish(accepted(fire), closed(fire));
            // Then
            var events = stream.await(fire.incidentId(), 4);
            assertThat(events)
                    .extracting(event -> event.data().path("status").asText() + " "
                            + event.data().path("incidentStatus").asText())
                    .containsExactly(
                            "RAISED REPORTED", "ACKNOWLEDGED REPORTED", "ACKNOWLEDGED ACCEPTED", "SETTLED CLOSED");
            assertThat(events)
                    .extracting(event -> Long.parseLong(event.id()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void an_older_state_of_an_alert_is_not_sent_after_a_newer_one() throws Throwable {
        // Given
        var fire = fireIn(VILLAGE);
        try (var stream = StreamClient.open(county.token())) {
            publish(fire);
            var id = stream.await(fire.incidentId()).data().path("id").asText();
            var raised = VertxContextSupport.subscribeAndAwait(
                    () -> Panache.withSession(() -> alerts.find(UUID.fromString(id))));
            county.acknowledge(id).statusCode(200);
            stream.await(fire.incidentId(), 2);
            // When
            streams.send(raised);
            publish(closed(fire));
            // Then
            assertThat(stream.await(fire.incidentId(), 3))
                    .extracting(event -> event.data().path("status").asText())
                    .containsExactly("RAISED", "ACKNOWLEDGED", "SETTLED");
        }
    }

    @Test
    void a_recipient_who_moved_to_another_region_receives_only_alerts_of_the_new_one() throws Throwable {
        // Given
        var fire = fireIn(VILLAGE);
        try (var moved = StreamClient.open(Tokens.of("county", "赵县林长", OTHER_COUNTY.value(), "chief"));
                var stream = StreamClient.open(county.token())) {
            publish(fire);
            stream.await(fire.incidentId());
            // When
            var inNewRegion = UUID.randomUUID();
            var id = new StoredAlerts(pool).insert(inNewRegion, "county", OTHER_COUNTY.value());
            streams.send(VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(() -> alerts.find(id))));
            // Then
            moved.await(inNewRegion);
            assertThat(moved.eventsOf(fire.incidentId())).isEmpty();
        }
    }

    @Test
    void a_stream_ends_when_the_token_expires() {
        // Given
        var token = Tokens.of("brief", "短", "512002", Duration.ofSeconds(2), "chief");
        try (var stream = StreamClient.open(token)) {
            assertThat(stream.ended()).isFalse();
            // Then
            await().atMost(Duration.ofSeconds(5)).until(stream::ended);
            await().until(() -> !streams.isOpenFor("brief"));
        }
    }

    @Test
    void a_stream_that_the_client_closed_is_removed() {
        // Given
        var token = Tokens.of("visitor", "客", "512002", "chief");
        try (var first = StreamClient.open(token);
                var second = StreamClient.open(token)) {
            assertThat(streams.isOpenFor("visitor")).isTrue();
        }
        // Then
        await().until(() -> !streams.isOpenFor("visitor"));
    }

    @Test
    void a_client_that_does_not_read_is_disconnected() throws Throwable {
        // Given
        var idle = new Caller("idle", "睡", Set.of("chief"), List.of(RegionCode.of("512002")));
        new StoredAlerts(pool).insertMany(idle.username(), 3_000);
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("localhost", RestAssured.port));
            socket.getOutputStream().write(streamRequest(Tokens.of("idle", "睡", "512002", "chief")));
            await().until(() -> streams.isOpenFor("idle"));
            // When
            var all = VertxContextSupport.subscribeAndAwait(
                    () -> Panache.withSession(() -> alerts.changedSince(0, idle, 3_000)));
            all.forEach(streams::send);
            // Then
            assertThat(all).hasSize(3_000);
            await().atMost(Duration.ofSeconds(5)).until(() -> !streams.isOpenFor("idle"));
            assertThat(isClosedByServer(socket)).isTrue();
        }
    }

    private static byte[] streamRequest(String token) {
        return "GET /api/alerts/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(token)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isClosedByServer(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        try {
            socket.getInputStream().skip(Long.MAX_VALUE);
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** The first events are slow: the producer fetches metadata, and classes are loaded. */
    private void warmUp() {
        for (int n = 0; n < 5; n++) {
            var fire = fireIn(VILLAGE);
            publish(fire);
            county.await(fire.incidentId());
        }
    }
}
