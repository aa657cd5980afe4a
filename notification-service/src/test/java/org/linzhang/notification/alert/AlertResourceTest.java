package org.linzhang.notification.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.linzhang.notification.IncidentEvents.VILLAGE;
import static org.linzhang.notification.IncidentEvents.closed;
import static org.linzhang.notification.IncidentEvents.fireIn;
import static org.linzhang.notification.IncidentEvents.handedOver;
import static org.linzhang.notification.IncidentEvents.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.notification.InboxClient;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.MovableClock;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class AlertResourceTest {

    /** Its time is -4713-01-01 (ISO 8601), before the first timestamp of PostgreSQL. */
    private static final String CURSOR_BEFORE_POSTGRESQL =
            "cursor=LTQ3MTMtMDEtMDFUMDA6MDA6MDBaCjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA";

    @Inject
    MovableClock clock;

    private final InboxClient village = InboxClient.user("village");
    private final InboxClient township = InboxClient.user("township");
    private final InboxClient county = InboxClient.user("county");

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void a_second_acknowledgement_changes_nothing() {
        // Given
        var fire = fireIn(VILLAGE);
        publish(fire);
        var alert = county.await(fire.incidentId());
        // When
        String first = county.acknowledge(alert)
                .statusCode(200)
                .body("id", equalTo(alert.get("id")))
                .body("status", equalTo("ACKNOWLEDGED"))
                .body("acknowledgedBy", equalTo("county"))
                .extract()
                .path("acknowledgedAt");
        clock.advance(Duration.ofMinutes(10));
        // Then
        county.acknowledge(alert).statusCode(200).body("acknowledgedAt", equalTo(first));
        assertThat(county.alertsOf(fire.incidentId()).getFirst())
                .containsEntry("status", "ACKNOWLEDGED")
                .containsEntry("acknowledgedAt", first);
        assertThat(township.alertsOf(fire.incidentId()).getFirst()).containsEntry("status", "RAISED");
        try (var probe = EventProbe.on("notification.alerts.v1")) {
            var id = alert.get("id").toString();
            probe.awaitEvents(id, 2);
            assertThat(probe.settled(id, Duration.ofMillis(500)))
                    .extracting(EventProbe.Seen::type)
                    .containsExactly(
                            "org.linzhang.notification.alert-raised.v1",
                            "org.linzhang.notification.alert-acknowledged.v1");
        }
    }

    @Test
    void a_settled_alert_can_be_acknowledged_and_stays_settled() {
        // Given
        var fire = fireIn(VILLAGE);
        publish(fire, closed(fire));
        var alert = county.await(fire.incidentId(), current -> "SETTLED".equals(current.get("status")));
        // Then
        county.acknowledge(alert)
                .statusCode(200)
                .body("status", equalTo("SETTLED"))
                .body("acknowledgedBy", equalTo("county"));
    }

    @Test
    void an_alert_has_another_tag_after_each_change_of_it_or_of_its_incident() {
        // Given
        var fire = fireIn(VILLAGE);
        publish(fire);
        var alert = county.await(fire.incidentId());
        var raised = tagOf(alert);
        // When
        var acknowledged = county.acknowledge(alert).statusCode(200).extract().header("ETag");
        publish(closed(fire));
        county.await(fire.incidentId(), current -> "SETTLED".equals(current.get("status")));
        // Then
        assertThat(List.of(raised, acknowledged, tagOf(alert))).doesNotHaveDuplicates();
        one(county, alert, "If-None-Match", tagOf(alert)).statusCode(304);
        one(county, alert, "If-None-Match", raised).statusCode(200).body("status", equalTo("SETTLED"));
    }

    @Test
    void an_alert_is_read_by_its_recipient_only() {
        // Given
        var fire = fireIn(VILLAGE);
        publish(fire);
        var alert = county.await(fire.incidentId());
        // Then
        one(county, alert, "Accept", "*/*")
                .statusCode(200)
                .body("incidentId", equalTo(fire.incidentId().toString()));
        for (var other : List.of("village", "city", "outsider", "admin")) {
            one(InboxClient.user(other), alert, "Accept", "*/*").statusCode(404);
        }
        var moved = new InboxClient(Tokens.of("county", "赵县林长", "512021", "chief"));
        one(moved, alert, "Accept", "*/*").statusCode(404);
    }

    @Test
    void an_acknowledgement_of_a_stale_view_is_refused_with_the_current_one() {
        // Given
        var fire = fireIn(VILLAGE);
        publish(fire);
        var alert = county.await(fire.incidentId());
        var stale = tagOf(alert);
        publish(closed(fire));
        county.await(fire.incidentId(), current -> "SETTLED".equals(current.get("status")));
        // Then
        acknowledgeIfMatch(alert, stale)
                .statusCode(412)
                .contentType("application/problem+json")
                .header("ETag", tagOf(alert))
                .body("current.status", equalTo("SETTLED"))
                .body("current.acknowledgedAt", nullValue());
        acknowledgeIfMatch(alert, tagOf(alert)).statusCode(200);
        // And: a repeated one changes nothing, so that its tag does not matter
        acknowledgeIfMatch(alert, stale).statusCode(200);
    }

    private String tagOf(Map<String, Object> alert) {
        return one(county, alert, "Accept", "*/*").statusCode(200).extract().header("ETag");
    }

    private static ValidatableResponse one(InboxClient client, Map<String, Object> alert, String header, String value) {
        return given().auth()
                .oauth2(client.token())
                .header(header, value)
                .get("/api/alerts/" + alert.get("id"))
                .then();
    }

    private ValidatableResponse acknowledgeIfMatch(Map<String, Object> alert, String tag) {
        return given().auth()
                .oauth2(county.token())
                .header("If-Match", tag)
                .post("/api/alerts/" + alert.get("id") + "/acknowledge")
                .then();
    }

    @Test
    void another_persons_alert_is_404_and_is_not_acknowledged() {
        // Given
        var fire = fireIn(VILLAGE);
        publish(fire);
        var alert = county.await(fire.incidentId());
        // When
        for (var other : new InboxClient[] {
            village, InboxClient.user("city"), InboxClient.user("outsider"), InboxClient.user("admin")
        }) {
            other.acknowledge(alert)
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("https://linzhang.org/problems/not-found"));
        }
        // Then
        assertThat(county.alertsOf(fire.incidentId()).getFirst()).containsEntry("status", "RAISED");
    }

    @Test
    void an_alert_that_does_not_exist_is_404() {
        county.acknowledge(UUID.randomUUID().toString()).statusCode(404);
        county.acknowledge("no-uuid").statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"511902", "512021", "512002100201"})
    void a_recipient_who_moved_to_another_region_no_longer_sees_their_old_alerts(String newRegion) {
        // Given
        var fire = fireIn(VILLAGE);
        publish(fire);
        var alert = county.await(fire.incidentId());
        // When
        var moved = new InboxClient(Tokens.of("county", "赵县林长", newRegion, "chief"));
        // Then
        assertThat(moved.alertsOf(fire.incidentId())).isEmpty();
        moved.acknowledge(alert).statusCode(404);
    }

    @Test
    void a_request_without_a_token_is_401() {
        given().get("/api/alerts").then().statusCode(401).contentType("application/problem+json");
        given().post("/api/alerts/" + UUID.randomUUID() + "/acknowledge").then().statusCode(401);
    }

    @Test
    void the_inbox_is_paged_newest_first_without_repetition() {
        // Given
        var pager = new InboxClient(Tokens.of("pager", "周页", "512002", "police"));
        var fires = new ArrayList<String>();
        for (int n = 0; n < 5; n++) {
            var fire = fireIn(VILLAGE);
            publish(fire, handedOver(fire, null, "pager"));
            pager.await(fire.incidentId());
            fires.addFirst(fire.incidentId().toString());
        }
        // When
        var listed = new ArrayList<String>();
        String cursor = null;
        do {
            var page = given().auth()
                    .oauth2(pager.token())
                    .queryParam("limit", 2)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/api/alerts")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("items.incidentId"));
            cursor = page.getString("next");
        } while (cursor != null);
        // Then
        assertThat(listed).containsExactlyElementsOf(fires);
    }

    @Test
    void the_inbox_can_be_filtered_by_status() {
        // Given
        var acknowledged = fireIn(VILLAGE);
        var settled = fireIn(VILLAGE);
        var raised = fireIn(VILLAGE);
        publish(acknowledged, settled, closed(settled), raised);
        county.acknowledge(county.await(acknowledged.incidentId()));
        county.await(settled.incidentId(), alert -> "SETTLED".equals(alert.get("status")));
        county.await(raised.incidentId());
        // Then
        assertThat(statusesOf("ACKNOWLEDGED")).containsExactly("ACKNOWLEDGED");
        assertThat(statusesOf("SETTLED")).containsExactly("SETTLED");
        assertThat(statusesOf("RAISED")).containsExactly("RAISED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=LOST",
                "incident=x",
                "limit=0",
                "limit=201",
                "limit=x",
                "cursor=x",
                "cursor=YQ",
                "cursor=YQpi",
                CURSOR_BEFORE_POSTGRESQL
            })
    void an_invalid_query_parameter_is_400(String query) {
        given().auth()
                .oauth2(county.token())
                .get("/api/alerts?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/invalid-field"))
                .body("field", equalTo(query.substring(0, query.indexOf('='))));
    }

    @Test
    void the_alert_about_one_incident_can_be_found() {
        // Given
        var fire = fireIn(VILLAGE);
        var other = fireIn(VILLAGE);
        publish(fire, other);
        county.await(fire.incidentId());
        county.await(other.incidentId());
        // Then
        given().auth()
                .oauth2(county.token())
                .get("/api/alerts?incident=" + fire.incidentId())
                .then()
                .statusCode(200)
                .body("items.incidentId", equalTo(List.of(fire.incidentId().toString())))
                .body("next", nullValue());
        given().auth()
                .oauth2(Tokens.of("nobody", "无", "512002", "chief"))
                .get("/api/alerts?incident=" + fire.incidentId())
                .then()
                .body("items.size()", equalTo(0));
    }

    @Test
    void a_person_without_alerts_has_an_empty_inbox() {
        given().auth()
                .oauth2(Tokens.of("nobody", "无", "512022", "ranger"))
                .get("/api/alerts")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0))
                .body("next", nullValue());
    }

    private HashSet<String> statusesOf(String status) {
        return new HashSet<>(given().auth()
                .oauth2(county.token())
                .get("/api/alerts?limit=200&status=" + status)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.status"));
    }
}
