package org.linzhang.notification.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linzhang.notification.IncidentEvents.VILLAGE;
import static org.linzhang.notification.IncidentEvents.accepted;
import static org.linzhang.notification.IncidentEvents.closed;
import static org.linzhang.notification.IncidentEvents.deliver;
import static org.linzhang.notification.IncidentEvents.fireIn;
import static org.linzhang.notification.IncidentEvents.happen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import org.linzhang.notification.InboxReader;
import org.linzhang.notification.alert.Acknowledgements;
import org.linzhang.notification.alert.Alerts;
import org.linzhang.notification.event.AlertRaised;
import org.linzhang.notification.event.AlertReason;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class StreamTest {

    @Inject
    AlertStreams lines;

    @Inject
    Alerts alerts;

    @Inject
    Pool pool;

    private final InboxReader county = InboxReader.user("county");

    @Test
    void an_alert_is_on_the_open_screen_within_a_second_and_on_nobody_elses() {
        // Given
        warmUp();
        try (var screen = StreamClient.open(county.token());
                var outsiders = StreamClient.open(Tokens.of("outsider"))) {
            var fire = fireIn(VILLAGE);
            var before = System.nanoTime();
            // When
            happen(fire);
            // Then
            var event = screen.await(fire.incidentId());
            assertThat(Duration.ofNanos(event.at() - before)).isLessThan(Duration.ofSeconds(1));
            assertThat(event.name()).isEqualTo("alert");
            var inInbox = county.of(fire.incidentId()).getFirst();
            assertThat(event.data().path("id").asText()).isEqualTo(inInbox.get("id"));
            assertThat(event.data().path("raisedAt").asText()).isEqualTo(inInbox.get("raisedAt"));
            assertThat(event.data().path("reporterName").asText()).isEqualTo("张护林");
            assertThat(outsiders.of(fire.incidentId())).isEmpty();
        }
    }

    @Test
    void the_line_says_at_once_that_it_stands_and_then_that_it_lives() {
        try (var screen = StreamClient.open(county.token())) {
            assertThat(screen.response().statusCode()).isEqualTo(200);
            assertThat(screen.response().headers().firstValue("content-type")).contains("text/event-stream");
            assertThat(screen.response().headers().firstValue("cache-control")).contains("no-store");
            assertThat(screen.response().headers().firstValue("x-accel-buffering"))
                    .contains("no");
            assertThat(screen.comments()).first().isEqualTo("listening");
            await().until(() -> screen.comments().size() >= 3);
        }
    }

    @Test
    void without_a_token_there_is_no_line() {
        given().get("/api/alerts/stream").then().statusCode(401);
    }

    @Test
    void every_change_of_an_alert_is_told_with_a_greater_id() {
        // Given
        var fire = fireIn(VILLAGE);
        try (var screen = StreamClient.open(county.token())) {
            // When
            happen(fire);
            var raised = screen.await(fire.incidentId());
            Acknowledgements.acknowledge(county, raised.data().path("id").asText());
            screen.await(fire.incidentId(), 2);
            happen(accepted(fire), closed(fire));
            // Then
            var told = screen.await(fire.incidentId(), 4);
            assertThat(told)
                    .extracting(event -> event.data().path("status").asText() + " "
                            + event.data().path("incidentStatus").asText())
                    .containsExactly(
                            "RAISED REPORTED", "ACKNOWLEDGED REPORTED", "ACKNOWLEDGED ACCEPTED", "SETTLED CLOSED");
            assertThat(told).extracting(event -> Long.parseLong(event.id())).isSorted();
        }
    }

    @Test
    void a_screen_that_was_away_is_told_what_it_missed() {
        // Given
        var seen = fireIn(VILLAGE);
        var missed = fireIn(VILLAGE);
        String last;
        try (var screen = StreamClient.open(county.token())) {
            happen(seen);
            screen.await(seen.incidentId());
            last = screen.lastEventId();
        }
        // When
        happen(missed);
        county.await(missed.incidentId());
        // Then
        try (var screen = StreamClient.openSince(county.token(), last)) {
            assertThat(screen.await(missed.incidentId())).isNotNull();
        }
    }

    @Test
    void a_screen_that_was_away_before_the_first_alert_is_told_it_too() {
        // Given
        var missed = fireIn(VILLAGE);
        String last;
        try (var screen = StreamClient.open(county.token())) {
            last = screen.lastEventId();
        }
        // When
        happen(missed);
        county.await(missed.incidentId());
        // Then
        try (var screen = StreamClient.openSince(county.token(), last)) {
            assertThat(screen.await(missed.incidentId())).isNotNull();
        }
    }

    @Test
    void a_screen_that_missed_more_than_one_replay_holds_gets_all_of_it_by_coming_again() {
        // Given
        var token = Tokens.of("returner", "归", "512002", "chief");
        String last;
        try (var screen = StreamClient.open(token)) {
            last = screen.lastEventId();
        }
        manyAlertsFor("returner", 700);
        // When
        var told = new HashSet<String>();
        try (var screen = StreamClient.openSince(token, last)) {
            await().until(screen::ended);
            told.addAll(screen.alerts());
            last = screen.lastEventId();
        }
        // Then
        assertThat(told).hasSize(500);
        try (var screen = StreamClient.openSince(token, last)) {
            await().until(() -> {
                told.addAll(screen.alerts());
                return told.size() == 700;
            });
        }
    }

    @Test
    void an_older_state_of_an_alert_that_comes_late_is_not_told() throws Throwable {
        // Given
        var fire = fireIn(VILLAGE);
        try (var screen = StreamClient.open(county.token())) {
            happen(fire);
            var id = screen.await(fire.incidentId()).data().path("id").asText();
            var older = VertxContextSupport.subscribeAndAwait(
                    () -> Panache.withSession(() -> alerts.find(UUID.fromString(id))));
            Acknowledgements.acknowledge(county, id).statusCode(200);
            screen.await(fire.incidentId(), 2);
            // When
            lines.tell(older);
            happen(closed(fire));
            // Then
            assertThat(screen.await(fire.incidentId(), 3))
                    .extracting(event -> event.data().path("status").asText())
                    .containsExactly("RAISED", "ACKNOWLEDGED", "SETTLED");
        }
    }

    @Test
    void an_alert_that_another_instance_committed_is_heard_through_kafka() {
        // Given
        var incident = UUID.randomUUID();
        try (var screen = StreamClient.open(county.token())) {
            // When
            var alert = committedElsewhere(incident, "county", "512002");
            deliver(new AlertRaised(
                    UUID.randomUUID(), Instant.now(), alert, incident, VILLAGE, "county", AlertReason.REPORTED));
            // Then
            assertThat(screen.await(incident).data().path("id").asText()).isEqualTo(alert.toString());
        }
    }

    @Test
    void a_line_heals_when_kafka_gives_this_instance_its_partitions_anew() {
        // Given
        var incident = UUID.randomUUID();
        try (var screen = StreamClient.open(county.token())) {
            committedElsewhere(incident, "county", "512002");
            // When
            lines.catchUp();
            // Then
            screen.await(incident);
        }
    }

    @Test
    void one_who_answers_for_another_region_now_hears_nothing_of_the_old_one() {
        // Given
        var fire = fireIn(VILLAGE);
        try (var moved = StreamClient.open(Tokens.of("county", "赵县林长", "512021", "chief"));
                var screen = StreamClient.open(county.token())) {
            // When
            happen(fire);
            screen.await(fire.incidentId());
            // Then
            assertThat(moved.of(fire.incidentId())).isEmpty();
        }
    }

    @Test
    void a_line_ends_with_its_token() {
        // Given
        var token = Tokens.of("brief", "短", "512002", Duration.ofSeconds(2), "chief");
        try (var screen = StreamClient.open(token)) {
            assertThat(screen.ended()).isFalse();
            // Then
            await().atMost(Duration.ofSeconds(5)).until(screen::ended);
            await().until(() -> !lines.reach("brief"));
        }
    }

    @Test
    void a_screen_that_goes_leaves_no_line_behind() {
        // Given
        var token = Tokens.of("visitor", "客", "512002", "chief");
        try (var first = StreamClient.open(token);
                var second = StreamClient.open(token)) {
            assertThat(lines.reach("visitor")).isTrue();
        }
        // Then
        await().until(() -> !lines.reach("visitor"));
    }

    @Test
    void a_screen_that_takes_nothing_is_cut_off_and_leaves_no_line_behind() throws Throwable {
        // Given
        var sleeper = new Caller("sleeper", "睡", Set.of("chief"), RegionCode.of("512002"));
        manyAlertsFor(sleeper.username(), 3_000);
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("localhost", RestAssured.port));
            socket.getOutputStream().write(streamRequest(Tokens.of("sleeper", "睡", "512002", "chief")));
            await().until(() -> lines.reach("sleeper"));
            // When
            var all = VertxContextSupport.subscribeAndAwait(
                    () -> Panache.withSession(() -> alerts.changedSince(0, sleeper, 3_000)));
            all.forEach(lines::tell);
            // Then
            assertThat(all).hasSize(3_000);
            await().atMost(Duration.ofSeconds(5)).until(() -> !lines.reach("sleeper"));
            assertThat(readsToTheEnd(socket)).isTrue();
        }
    }

    private static byte[] streamRequest(String token) {
        return "GET /api/alerts/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(token)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean readsToTheEnd(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        try {
            socket.getInputStream().skip(Long.MAX_VALUE);
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** An alert and its incident, as the transaction of another instance would have left them. */
    private UUID committedElsewhere(UUID incident, String recipient, String region) {
        var alert = UUID.randomUUID();
        pool.preparedQuery("""
                        insert into alerted_incident
                        values ($1, '512002100201', 'FIRE', 'MAJOR', 'REPORTED', null, null, '冒烟', now(), 'ranger', '张护林')
                        """).executeAndAwait(Tuple.of(incident));
        pool.preparedQuery("""
                        insert into alert
                        values ($1, $2, $3, $4, 'REPORTED', 'RAISED', nextval('alert_seq'), now(), null)
                        """).executeAndAwait(Tuple.of(alert, incident, recipient, region));
        return alert;
    }

    /** Long ones: 6 kB each. */
    private void manyAlertsFor(String recipient, int count) {
        pool.preparedQuery("""
                        with incidents as (
                            insert into alerted_incident
                            select gen_random_uuid(), '512002', 'FIRE', 'MAJOR', 'REPORTED', null, null,
                                   repeat('烟', 2000), now(), 'ranger', '张护林'
                            from generate_series(1, $2)
                            returning id)
                        insert into alert
                        select gen_random_uuid(), id, $1, '512002', 'REPORTED', 'RAISED', nextval('alert_seq'), now(), null
                        from incidents
                        """).executeAndAwait(Tuple.of(recipient, count));
    }

    /** The first event waits for topics to be found and code to be compiled. */
    private void warmUp() {
        for (int n = 0; n < 5; n++) {
            var fire = fireIn(VILLAGE);
            happen(fire);
            county.await(fire.incidentId());
        }
    }
}
