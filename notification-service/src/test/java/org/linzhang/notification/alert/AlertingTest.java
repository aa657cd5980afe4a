package org.linzhang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linzhang.notification.IncidentEvents.COUNTY;
import static org.linzhang.notification.IncidentEvents.TOWNSHIP;
import static org.linzhang.notification.IncidentEvents.VILLAGE;
import static org.linzhang.notification.IncidentEvents.accepted;
import static org.linzhang.notification.IncidentEvents.closed;
import static org.linzhang.notification.IncidentEvents.fireIn;
import static org.linzhang.notification.IncidentEvents.handedOver;
import static org.linzhang.notification.IncidentEvents.handled;
import static org.linzhang.notification.IncidentEvents.publish;
import static org.linzhang.notification.IncidentEvents.rejected;
import static org.linzhang.notification.IncidentEvents.reported;
import static org.linzhang.notification.IncidentEvents.sentBack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.Severity;
import org.linzhang.notification.InboxClient;
import org.linzhang.notification.IncidentEvents;
import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;

/** Incident events raise, update and settle alerts in inboxes. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class AlertingTest {

    private static final String DEAD_LETTERS = "notification.incidents.dead-letter.v1";

    @Inject
    Pool pool;

    private final InboxClient village = InboxClient.user("village");
    private final InboxClient township = InboxClient.user("township");
    private final InboxClient county = InboxClient.user("county");
    private final InboxClient city = InboxClient.user("city");
    private final InboxClient outsider = InboxClient.user("outsider");
    private final InboxClient police = InboxClient.user("police");

    @Test
    void a_fire_in_a_village_alerts_its_village_township_and_county_and_nobody_else() {
        // Given
        var fire = fireIn(VILLAGE);
        // When
        publish(fire);
        // Then
        var alert = county.await(fire.incidentId());
        assertThat(alert)
                .containsEntry("kind", "FIRE")
                .containsEntry("severity", "MAJOR")
                .containsEntry("regionCode", "512002100201")
                .containsEntry("regionName", "雁江区雁江镇小堰村村民委员会")
                .containsEntry("description", "山脚冒烟")
                .containsEntry("reporter", "ranger")
                .containsEntry("reason", "REPORTED")
                .containsEntry("status", "RAISED")
                .containsEntry("incidentStatus", "REPORTED")
                .containsEntry("acknowledgedAt", null)
                .containsEntry("acknowledgedBy", null);
        assertThat(alert.get("position")).isEqualTo(Map.of("lat", 30.12f, "lon", 104.65f));
        assertThat(village.alertsOf(fire.incidentId())).hasSize(1);
        assertThat(township.alertsOf(fire.incidentId())).hasSize(1);
        assertThat(List.of(city, outsider, police))
                .allMatch(other -> other.alertsOf(fire.incidentId()).isEmpty());
    }

    @Test
    void every_change_of_an_alert_is_published_as_an_event() {
        // Given
        var fire = fireIn(VILLAGE);
        // When
        publish(fire, closed(fire));
        // Then
        try (var probe = EventProbe.on("notification.alerts.v1")) {
            var alert = county.await(fire.incidentId()).get("id").toString();
            assertThat(probe.awaitEvents(alert, 2))
                    .extracting(EventProbe.Seen::type)
                    .containsExactly(
                            "org.linzhang.notification.alert-raised.v1", "org.linzhang.notification.alert-settled.v1");
        }
    }

    @Test
    void an_event_delivered_three_times_takes_effect_once() {
        // Given
        var fire = fireIn(VILLAGE);
        var handedOver = handedOver(fire, null, "police");
        // When
        publish(fire, fire, fire, handedOver, handedOver, handedOver, accepted(fire));
        // Then
        county.await(fire.incidentId(), alert -> "ACCEPTED".equals(alert.get("incidentStatus")));
        assertThat(police.alertsOf(fire.incidentId())).hasSize(1);
        try (var probe = EventProbe.on("notification.alerts.v1")) {
            var alert = police.alertsOf(fire.incidentId()).getFirst().get("id").toString();
            probe.awaitEvents(alert, 2);
            assertThat(probe.settled(alert, Duration.ofMillis(500)))
                    .extracting(EventProbe.Seen::type)
                    .containsExactly(
                            "org.linzhang.notification.alert-raised.v1", "org.linzhang.notification.alert-updated.v1");
        }
    }

    @Test
    void an_unreadable_message_goes_to_the_dead_letter_topic_with_a_reason_and_the_next_is_handled() {
        // Given
        var fire = fireIn(VILLAGE);
        var key = fire.incidentId().toString();
        // When
        EventProbe.send("incident.incidents.v1", key, Map.of("ce_type", fire.type()), "{ no json");
        EventProbe.send("incident.incidents.v1", key, Map.of("ce_type", "org.linzhang.incident.melted.v1"), "{}");
        EventProbe.send(
                "incident.incidents.v1",
                key,
                Map.of("ce_type", fire.type()),
                "{\"eventId\":\"" + UUID.randomUUID() + "\",\"incidentId\":\"" + key + "\"}");
        publish(fire);
        // Then
        county.await(fire.incidentId());
        try (var probe = EventProbe.on(DEAD_LETTERS)) {
            assertThat(probe.awaitEvents(key, 3))
                    .hasSize(3)
                    .allSatisfy(letter -> assertThat(letter.headers().get("dead-letter-reason"))
                            .isNotBlank());
        }
    }

    @Test
    void an_event_of_an_incident_without_alerts_is_ignored() {
        // Given
        var fire = fireIn(VILLAGE);
        // When the report comes last, on the same partition
        publish(accepted(fire), handedOver(fire, TOWNSHIP, null), closed(fire), fire);
        // Then
        assertThat(township.await(fire.incidentId()))
                .containsEntry("incidentStatus", "REPORTED")
                .containsEntry("status", "RAISED")
                .containsEntry("reason", "REPORTED");
        try (var probe = EventProbe.on(DEAD_LETTERS)) {
            assertThat(probe.settled(fire.incidentId().toString(), Duration.ofMillis(300)))
                    .isEmpty();
        }
    }

    @Test
    void alerts_show_the_current_status_of_their_incident() {
        // Given
        var fire = fireIn(VILLAGE);
        // When
        publish(fire, accepted(fire));
        // Then
        county.await(fire.incidentId(), alert -> "ACCEPTED".equals(alert.get("incidentStatus")));
        // When
        publish(handled(fire));
        // Then
        var alert = village.await(fire.incidentId(), current -> "HANDLED".equals(current.get("incidentStatus")));
        assertThat(alert).containsEntry("status", "RAISED").containsEntry("reason", "REPORTED");
    }

    @Test
    void an_incident_handed_over_to_a_township_alerts_its_chief() {
        // Given
        var logging = reported(IncidentKind.ILLEGAL_LOGGING, Severity.MINOR, VILLAGE);
        // When
        publish(logging, accepted(logging), handedOver(logging, TOWNSHIP, null));
        // Then
        assertThat(township.await(logging.incidentId()))
                .containsEntry("reason", "HANDED_OVER")
                .containsEntry("status", "RAISED")
                .containsEntry("incidentStatus", "HANDED_OVER");
        assertThat(county.alertsOf(logging.incidentId()).getFirst())
                .containsEntry("reason", "REPORTED")
                .containsEntry("incidentStatus", "HANDED_OVER");
        assertThat(village.alertsOf(logging.incidentId())).isEmpty();
    }

    @Test
    void an_incident_known_only_by_its_county_can_be_handed_over_to_a_township() {
        // Given
        var fire = fireIn(COUNTY);
        // When
        publish(fire, accepted(fire), handedOver(fire, TOWNSHIP, null));
        // Then
        assertThat(township.await(fire.incidentId())).containsEntry("reason", "HANDED_OVER");
    }

    @Test
    void a_person_who_has_acknowledged_is_alerted_again_when_the_incident_is_handed_over_to_them() {
        // Given
        var fire = fireIn(VILLAGE);
        publish(fire);
        var first = township.await(fire.incidentId());
        township.acknowledge(first).statusCode(200);
        // When
        publish(accepted(fire), handedOver(fire, TOWNSHIP, null));
        // Then
        var again = township.await(fire.incidentId(), alert -> "HANDED_OVER".equals(alert.get("reason")));
        assertThat(again)
                .containsEntry("id", first.get("id"))
                .containsEntry("status", "RAISED")
                .containsEntry("acknowledgedAt", null);
        // When
        township.acknowledge(again).statusCode(200);
        publish(handled(fire), sentBack(fire, null, "township"));
        // Then
        assertThat(township.await(fire.incidentId(), alert -> "SENT_BACK".equals(alert.get("reason"))))
                .containsEntry("status", "RAISED")
                .containsEntry("incidentStatus", "HANDED_OVER");
    }

    @Test
    void closing_an_incident_settles_all_its_alerts_also_acknowledged_ones() {
        // Given
        var fire = fireIn(VILLAGE);
        // When
        publish(fire);
        village.acknowledge(village.await(fire.incidentId())).statusCode(200);
        publish(accepted(fire), handled(fire), closed(fire));
        // Then
        for (var chief : List.of(village, township, county)) {
            assertThat(chief.await(fire.incidentId(), alert -> "SETTLED".equals(alert.get("status"))))
                    .containsEntry("incidentStatus", "CLOSED");
        }
    }

    @Test
    void an_event_that_arrives_after_the_end_of_the_incident_is_ignored() {
        // Given
        var fire = fireIn(VILLAGE);
        var key = fire.incidentId().toString();
        // When
        publish(fire, rejected(fire), handedOver(fire, TOWNSHIP, null));
        // Then: the next message of the partition was handled
        EventProbe.send("incident.incidents.v1", key, Map.of("ce_type", fire.type()), "{ no json");
        try (var probe = EventProbe.on(DEAD_LETTERS)) {
            probe.awaitEvents(key, 1);
        }
        assertThat(township.alertsOf(fire.incidentId()).getFirst())
                .containsEntry("status", "SETTLED")
                .containsEntry("incidentStatus", "REJECTED")
                .containsEntry("reason", "REPORTED");
    }

    @Test
    void a_fire_of_a_severity_that_was_added_later_alerts_the_chiefs() {
        // Given
        var fire = fireIn(VILLAGE);
        // When
        publishWith("MAJOR", "CATASTROPHIC", fire);
        // Then
        for (var chief : List.of(village, township, county)) {
            assertThat(chief.await(fire.incidentId()))
                    .containsEntry("kind", "FIRE")
                    .containsEntry("severity", "UNKNOWN");
        }
        // When: after an upgrade, a later event contains the severity again
        publish(accepted(fire));
        // Then
        county.await(fire.incidentId(), alert -> "MAJOR".equals(alert.get("severity")));
        assertNoDeadLetter(fire.incidentId());
    }

    @Test
    void a_critical_incident_of_a_kind_that_was_added_later_alerts_the_chief_of_its_region_too() {
        // Given
        var landslide = reported(IncidentKind.WETLAND, Severity.CRITICAL, VILLAGE);
        // When
        publishWith("WETLAND", "LANDSLIDE", landslide);
        // Then
        assertThat(city.await(landslide.incidentId())).containsEntry("kind", "UNKNOWN");
        assertThat(village.await(landslide.incidentId())).containsEntry("kind", "UNKNOWN");
        assertNoDeadLetter(landslide.incidentId());
    }

    @Test
    void an_event_of_a_type_that_was_added_later_is_stored_and_the_next_events_of_its_incident_are_handled() {
        // Given
        var fire = fireIn(VILLAGE);
        var photographed = accepted(fire);
        // When
        publish(fire);
        EventProbe.send(
                photographed.topic(),
                photographed.key(),
                Map.of("ce_type", "org.linzhang.incident.photographed.v1"),
                IncidentEvents.json(photographed));
        publish(handedOver(fire, TOWNSHIP, null));
        // Then
        township.await(fire.incidentId(), alert -> "HANDED_OVER".equals(alert.get("reason")));
        assertNoDeadLetter(fire.incidentId());
        assertThat(pool.preparedQuery("select 1 from unknown_event where event_id = $1")
                        .executeAndAwait(Tuple.of(photographed.eventId()))
                        .size())
                .isEqualTo(1);
    }

    @Test
    void an_incident_that_a_newer_instance_has_stored_with_a_new_kind_is_updated_and_keeps_its_kind() {
        // Given
        var landslide = fireIn(VILLAGE);
        publish(landslide);
        county.await(landslide.incidentId());
        pool.preparedQuery("update alerted_incident set kind = 'LANDSLIDE' where id = $1")
                .executeAndAwait(Tuple.of(landslide.incidentId()));
        // When
        publishWith("FIRE", "LANDSLIDE", accepted(landslide));
        // Then
        assertThat(county.await(landslide.incidentId(), alert -> "ACCEPTED".equals(alert.get("incidentStatus"))))
                .containsEntry("kind", "UNKNOWN");
        assertThat(pool.preparedQuery("select kind from alerted_incident where id = $1")
                        .executeAndAwait(Tuple.of(landslide.incidentId()))
                        .iterator()
                        .next()
                        .getString("kind"))
                .isEqualTo("LANDSLIDE");
        assertNoDeadLetter(landslide.incidentId());
    }

    /** Publishes an event as a newer incident-service would, with another constant. */
    private static void publishWith(String constant, String newer, DomainEvent event) {
        var json = IncidentEvents.json(event).replace('"' + constant + '"', '"' + newer + '"');
        EventProbe.send(event.topic(), event.key(), Map.of("ce_type", event.type()), json);
    }

    private static void assertNoDeadLetter(UUID incident) {
        try (var probe = EventProbe.on(DEAD_LETTERS)) {
            assertThat(probe.settled(incident.toString(), Duration.ofSeconds(1)))
                    .isEmpty();
        }
    }
}
