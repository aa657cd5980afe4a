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
import static org.linzhang.notification.IncidentEvents.happen;
import static org.linzhang.notification.IncidentEvents.rejected;
import static org.linzhang.notification.IncidentEvents.reported;
import static org.linzhang.notification.IncidentEvents.sentBack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.Severity;
import org.linzhang.notification.InboxReader;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;

/** From an incident's events to people's inboxes. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class AlertingTest {

    private static final String DEAD_LETTERS = "notification.incidents.dead-letter.v1";

    private final InboxReader village = InboxReader.user("village");
    private final InboxReader township = InboxReader.user("township");
    private final InboxReader county = InboxReader.user("county");
    private final InboxReader city = InboxReader.user("city");
    private final InboxReader outsider = InboxReader.user("outsider");
    private final InboxReader police = InboxReader.user("police");

    @Test
    void a_fire_in_a_village_alerts_its_village_township_and_county_and_nobody_else() {
        // Given
        var fire = fireIn(VILLAGE);
        // When
        happen(fire);
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
        assertThat(village.of(fire.incidentId())).hasSize(1);
        assertThat(township.of(fire.incidentId())).hasSize(1);
        assertThat(List.of(city, outsider, police))
                .allMatch(other -> other.of(fire.incidentId()).isEmpty());
    }

    @Test
    void every_alert_is_told_to_the_other_services() {
        // Given
        var fire = fireIn(VILLAGE);
        // When
        happen(fire, closed(fire));
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
    void the_same_event_delivered_three_times_has_one_effect() {
        // Given
        var fire = fireIn(VILLAGE);
        var over = handedOver(fire, null, "police");
        // When
        happen(fire, fire, fire, over, over, over, accepted(fire));
        // Then
        county.await(fire.incidentId(), alert -> "ACCEPTED".equals(alert.get("incidentStatus")));
        assertThat(police.of(fire.incidentId())).hasSize(1);
        try (var probe = EventProbe.on("notification.alerts.v1")) {
            var alert = police.of(fire.incidentId()).getFirst().get("id").toString();
            probe.awaitEvents(alert, 2);
            assertThat(probe.settled(alert, Duration.ofMillis(500)))
                    .extracting(EventProbe.Seen::type)
                    .containsExactly(
                            "org.linzhang.notification.alert-raised.v1", "org.linzhang.notification.alert-updated.v1");
        }
    }

    @Test
    void a_poison_message_goes_to_the_dead_letters_with_its_reason_and_the_partition_moves_on() {
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
        happen(fire);
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
    void an_event_of_an_incident_that_nobody_was_alerted_to_is_passed_over() {
        // Given
        var unheardOf = fireIn(VILLAGE);
        var fire = fireIn(VILLAGE);
        // When
        happen(accepted(unheardOf), handedOver(unheardOf, TOWNSHIP, null), closed(unheardOf), fire);
        // Then
        county.await(fire.incidentId());
        assertThat(township.of(unheardOf.incidentId())).isEmpty();
        try (var probe = EventProbe.on(DEAD_LETTERS)) {
            assertThat(probe.settled(unheardOf.incidentId().toString(), Duration.ofMillis(300)))
                    .isEmpty();
        }
    }

    @Test
    void alerts_show_how_their_incident_moves_on() {
        // Given
        var fire = fireIn(VILLAGE);
        // When
        happen(fire, accepted(fire));
        // Then
        county.await(fire.incidentId(), alert -> "ACCEPTED".equals(alert.get("incidentStatus")));
        // When
        happen(handled(fire));
        // Then
        var alert = village.await(fire.incidentId(), is -> "HANDLED".equals(is.get("incidentStatus")));
        assertThat(alert).containsEntry("status", "RAISED").containsEntry("reason", "REPORTED");
    }

    @Test
    void what_is_handed_to_a_township_alerts_its_chief_who_had_not_been_told() {
        // Given
        var logging = reported(IncidentKind.ILLEGAL_LOGGING, Severity.MINOR, VILLAGE);
        // When
        happen(logging, accepted(logging), handedOver(logging, TOWNSHIP, null));
        // Then
        assertThat(township.await(logging.incidentId()))
                .containsEntry("reason", "HANDED_OVER")
                .containsEntry("status", "RAISED")
                .containsEntry("incidentStatus", "HANDED_OVER");
        assertThat(county.of(logging.incidentId()).getFirst())
                .containsEntry("reason", "REPORTED")
                .containsEntry("incidentStatus", "HANDED_OVER");
        assertThat(village.of(logging.incidentId())).isEmpty();
    }

    @Test
    void an_incident_known_only_by_its_county_can_be_handed_down_to_a_township() {
        // Given
        var fire = fireIn(COUNTY);
        // When
        happen(fire, accepted(fire), handedOver(fire, TOWNSHIP, null));
        // Then
        assertThat(township.await(fire.incidentId())).containsEntry("reason", "HANDED_OVER");
    }

    @Test
    void who_is_handed_what_they_had_acknowledged_is_alerted_anew() {
        // Given
        var fire = fireIn(VILLAGE);
        happen(fire);
        var first = township.await(fire.incidentId());
        Acknowledgements.acknowledge(township, first).statusCode(200);
        // When
        happen(accepted(fire), handedOver(fire, TOWNSHIP, null));
        // Then
        var again = township.await(fire.incidentId(), alert -> "HANDED_OVER".equals(alert.get("reason")));
        assertThat(again)
                .containsEntry("id", first.get("id"))
                .containsEntry("status", "RAISED")
                .containsEntry("acknowledgedAt", null);
        // When
        Acknowledgements.acknowledge(township, again).statusCode(200);
        happen(handled(fire), sentBack(fire, null, "township"));
        // Then
        assertThat(township.await(fire.incidentId(), alert -> "SENT_BACK".equals(alert.get("reason"))))
                .containsEntry("status", "RAISED")
                .containsEntry("incidentStatus", "HANDED_OVER");
    }

    @Test
    void an_incident_reported_then_closed_settles_its_alerts() {
        // Given
        var fire = fireIn(VILLAGE);
        // When
        happen(fire, accepted(fire), handled(fire), closed(fire));
        // Then
        for (var chief : List.of(village, township, county)) {
            assertThat(chief.await(fire.incidentId(), alert -> "SETTLED".equals(alert.get("status"))))
                    .containsEntry("incidentStatus", "CLOSED");
        }
    }

    @Test
    void what_is_over_stays_over_however_late_an_event_comes() {
        // Given
        var fire = fireIn(VILLAGE);
        var next = fireIn(VILLAGE);
        // When
        happen(fire, rejected(fire), handedOver(fire, TOWNSHIP, null), next);
        // Then
        township.await(next.incidentId());
        assertThat(township.of(fire.incidentId()).getFirst())
                .containsEntry("status", "SETTLED")
                .containsEntry("incidentStatus", "REJECTED")
                .containsEntry("reason", "REPORTED");
    }
}
