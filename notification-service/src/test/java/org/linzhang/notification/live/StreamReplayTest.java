package org.linzhang.notification.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.linzhang.notification.IncidentEvents.VILLAGE;
import static org.linzhang.notification.IncidentEvents.fireIn;
import static org.linzhang.notification.IncidentEvents.publish;

import java.util.List;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import org.linzhang.notification.InboxClient;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

/** What a client receives first when it connects again with {@code Last-Event-ID}. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class StreamReplayTest {

    @Inject
    Pool pool;

    private final InboxClient county = InboxClient.user("county");

    @Test
    void alerts_raised_while_the_client_was_disconnected_are_sent() {
        // Given
        var received = fireIn(VILLAGE);
        var missed = fireIn(VILLAGE);
        String last;
        try (var stream = StreamClient.open(county.token())) {
            publish(received);
            stream.await(received.incidentId());
            last = stream.lastEventId();
        }
        // When
        publish(missed);
        county.await(missed.incidentId());
        // Then
        try (var stream = StreamClient.openSince(county.token(), last)) {
            stream.await(missed.incidentId());
        }
    }

    @Test
    void the_inbox_and_the_replay_of_a_person_of_several_regions_have_the_alerts_of_all_of_them_and_of_no_other() {
        // Given
        var recipient = "several-" + UUID.randomUUID();
        var stored = new StoredAlerts(pool);
        var inVillage = UUID.randomUUID();
        var inCounty = UUID.randomUUID();
        var elsewhere = UUID.randomUUID();
        stored.insert(inVillage, recipient, "512002100201");
        stored.insert(elsewhere, recipient, "512002101");
        stored.insert(inCounty, recipient, "512021");
        var token = Tokens.of(recipient, "两地林长", List.of("512021", "512002100201"), "chief");
        // Then
        var inbox = new InboxClient(token);
        assertThat(inbox.alertsOf(inVillage)).hasSize(1);
        assertThat(inbox.alertsOf(inCounty)).hasSize(1);
        assertThat(inbox.alertsOf(elsewhere)).isEmpty();
        try (var stream = StreamClient.openSince(token, "0")) {
            stream.await(inVillage);
            stream.await(inCounty);
            assertThat(stream.eventsOf(elsewhere)).isEmpty();
        }
    }

    @Test
    void a_client_that_disconnects_before_its_first_alert_can_resume() {
        // Given
        var missed = fireIn(VILLAGE);
        String last;
        try (var stream = StreamClient.open(county.token())) {
            last = stream.lastEventId();
        }
        // When
        publish(missed);
        county.await(missed.incidentId());
        // Then
        try (var stream = StreamClient.openSince(county.token(), last)) {
            stream.await(missed.incidentId());
        }
    }

    @Test
    void a_client_that_missed_many_alerts_receives_all_of_them_on_one_stream() {
        // Given
        var token = Tokens.of("returner", "归", "512002", "chief");
        String last;
        try (var stream = StreamClient.open(token)) {
            last = stream.lastEventId();
        }
        // When
        new StoredAlerts(pool).insertMany("returner", 700);
        // Then
        try (var stream = StreamClient.openSince(token, last)) {
            await().untilAsserted(
                            () -> assertThat(stream.alertIds()).hasSize(700).doesNotHaveDuplicates());
            assertThat(stream.ended()).isFalse();
        }
    }

    @Test
    void an_alert_that_committed_after_one_with_a_greater_sequence_number_is_sent() {
        // Given
        var received = fireIn(VILLAGE);
        String last;
        try (var stream = StreamClient.open(county.token())) {
            publish(received);
            stream.await(received.incidentId());
            last = stream.lastEventId();
        }
        // When
        var incident = UUID.randomUUID();
        var stored = new StoredAlerts(pool);
        stored.setSeq(stored.insert(incident, "county", "512002"), Long.parseLong(last) - 1);
        // Then
        try (var stream = StreamClient.openSince(county.token(), last)) {
            stream.await(incident);
        }
    }

    @Test
    void alerts_outside_the_callers_region_are_not_sent() {
        // Given
        String last;
        try (var stream = StreamClient.open(county.token())) {
            last = stream.lastEventId();
        }
        // When
        var before = UUID.randomUUID();
        var after = UUID.randomUUID();
        var inside = UUID.randomUUID();
        var stored = new StoredAlerts(pool);
        stored.insert(before, "county", "511902");
        stored.insert(after, "county", "512021");
        stored.insert(inside, "county", "512002");
        // Then: alerts are replayed in the order of their sequence numbers
        try (var stream = StreamClient.openSince(county.token(), last)) {
            stream.await(inside);
            assertThat(stream.eventsOf(before)).isEmpty();
            assertThat(stream.eventsOf(after)).isEmpty();
        }
    }
}
