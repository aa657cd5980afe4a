package org.linzhang.notification.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.linzhang.notification.IncidentEvents.VILLAGE;
import static org.linzhang.notification.IncidentEvents.closed;
import static org.linzhang.notification.IncidentEvents.fireIn;
import static org.linzhang.notification.IncidentEvents.handedOver;
import static org.linzhang.notification.IncidentEvents.happen;
import static org.linzhang.notification.alert.Acknowledgements.acknowledge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.notification.InboxReader;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.MovableClock;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class AlertResourceTest {

    /** The time stands before the first that PostgreSQL knows. */
    private static final String BEFORE_ALL_YEARS =
            "cursor=LTQ3MTMtMDEtMDFUMDA6MDA6MDBaCjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA";

    @Inject
    MovableClock clock;

    private final InboxReader village = InboxReader.user("village");
    private final InboxReader township = InboxReader.user("township");
    private final InboxReader county = InboxReader.user("county");

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void an_alert_acknowledged_twice_was_acknowledged_the_first_time() {
        // Given
        var fire = fireIn(VILLAGE);
        happen(fire);
        var alert = county.await(fire.incidentId());
        // When
        String first = acknowledge(county, alert)
                .statusCode(200)
                .body("id", equalTo(alert.get("id")))
                .body("status", equalTo("ACKNOWLEDGED"))
                .body("acknowledgedBy", equalTo("county"))
                .extract()
                .path("acknowledgedAt");
        clock.advance(Duration.ofMinutes(10));
        // Then
        acknowledge(county, alert).statusCode(200).body("acknowledgedAt", equalTo(first));
        assertThat(county.of(fire.incidentId()).getFirst())
                .containsEntry("status", "ACKNOWLEDGED")
                .containsEntry("acknowledgedAt", first);
        assertThat(township.of(fire.incidentId()).getFirst()).containsEntry("status", "RAISED");
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
    void who_learns_of_it_when_it_is_over_can_say_so_and_it_stays_settled() {
        // Given
        var fire = fireIn(VILLAGE);
        happen(fire, closed(fire));
        var alert = county.await(fire.incidentId(), is -> "SETTLED".equals(is.get("status")));
        // When
        acknowledge(county, alert)
                .statusCode(200)
                .body("status", equalTo("SETTLED"))
                .body("acknowledgedBy", equalTo("county"));
    }

    @Test
    void anothers_alert_is_404_and_stays_as_it_is() {
        // Given
        var fire = fireIn(VILLAGE);
        happen(fire);
        var alert = county.await(fire.incidentId());
        // When
        for (var other : new InboxReader[] {
            village, InboxReader.user("city"), InboxReader.user("outsider"), InboxReader.user("admin")
        }) {
            acknowledge(other, alert)
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("https://linzhang.org/problems/not-found"));
        }
        // Then
        assertThat(county.of(fire.incidentId()).getFirst()).containsEntry("status", "RAISED");
    }

    @Test
    void an_alert_that_does_not_exist_is_404() {
        acknowledge(county, UUID.randomUUID().toString()).statusCode(404);
        acknowledge(county, "no-uuid").statusCode(404).contentType("application/problem+json");
    }

    @Test
    void who_answers_for_another_region_now_sees_nothing_of_what_they_were_told_before() {
        // Given
        var fire = fireIn(VILLAGE);
        happen(fire);
        var alert = county.await(fire.incidentId());
        // When
        var moved = new InboxReader(Tokens.of("county", "赵县林长", "512021", "chief"));
        // Then
        assertThat(moved.of(fire.incidentId())).isEmpty();
        acknowledge(moved, alert).statusCode(404);
    }

    @Test
    void without_a_token_there_is_no_inbox() {
        given().get("/api/alerts").then().statusCode(401).contentType("application/problem+json");
        given().post("/api/alerts/" + UUID.randomUUID() + "/acknowledge").then().statusCode(401);
    }

    @Test
    void an_inbox_is_read_page_by_page_newest_first_and_nothing_twice() {
        // Given
        var reader = new InboxReader(Tokens.of("pager", "周页", "512002", "police"));
        var fires = new ArrayList<String>();
        for (int n = 0; n < 5; n++) {
            var fire = fireIn(VILLAGE);
            happen(fire, handedOver(fire, null, "pager"));
            reader.await(fire.incidentId());
            fires.addFirst(fire.incidentId().toString());
        }
        // When
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = given().auth()
                    .oauth2(reader.token())
                    .queryParam("limit", 2)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/api/alerts")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.incidentId"));
            cursor = page.getString("next");
        } while (cursor != null);
        // Then
        assertThat(seen).containsExactlyElementsOf(fires);
    }

    @Test
    void an_inbox_can_be_narrowed_to_a_status() {
        // Given
        var fire = fireIn(VILLAGE);
        happen(fire);
        acknowledge(county, county.await(fire.incidentId()));
        // Then
        assertThat(statusesOf("ACKNOWLEDGED")).containsExactly("ACKNOWLEDGED");
        assertThat(statusesOf("RAISED")).doesNotContain("ACKNOWLEDGED", "SETTLED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=LOST",
                "limit=0",
                "limit=201",
                "limit=x",
                "cursor=x",
                "cursor=YQ",
                "cursor=YQpi",
                BEFORE_ALL_YEARS
            })
    void a_question_that_makes_no_sense_is_400(String query) {
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
    void whoever_was_told_nothing_has_an_empty_inbox() {
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
