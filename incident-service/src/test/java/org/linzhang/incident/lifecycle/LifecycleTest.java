package org.linzhang.incident.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.linzhang.incident.IncidentApi.COUNTY;
import static org.linzhang.incident.IncidentApi.TOWNSHIP;
import static org.linzhang.incident.IncidentApi.as;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.post;
import static org.linzhang.incident.IncidentApi.publishedEvents;
import static org.linzhang.incident.IncidentApi.reported;

import java.util.List;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class LifecycleTest {

    /** The county of the demo user {@code outsider}. */
    private static final String OUTSIDE = "512021";

    @Test
    void each_action_from_report_to_closure_is_in_the_history_and_published_in_order() {
        // Given
        var id = reported();
        // When
        perform("supervisor", id, "accept", "note", "立案").body("status", equalTo("ACCEPTED"));
        perform("county", id, "hand-over", "to", TOWNSHIP)
                .body("status", equalTo("HANDED_OVER"))
                .body("handedTo.region", equalTo(TOWNSHIP))
                .body("handedTo.username", nullValue())
                .body("handedTo.name", equalTo("雁江区雁江镇"));
        perform("township", id, "handle", "note", "火已扑灭").body("status", equalTo("HANDLED"));
        perform("supervisor", id, "send-back", "note", "余火未清")
                .body("status", equalTo("HANDED_OVER"))
                .body("handedTo.region", equalTo(TOWNSHIP));
        perform("township", id, "handle", "note", "余火已清");
        perform("supervisor", id, "verify").body("status", equalTo("CLOSED")).body("closedAt", notNullValue());
        // Then
        get("ranger", "/api/incidents/{id}/history", id)
                .statusCode(200)
                .body("next", nullValue())
                .body(
                        "items.action",
                        contains("report", "accept", "hand-over", "handle", "send-back", "handle", "verify"))
                .body(
                        "items.to",
                        contains("REPORTED", "ACCEPTED", "HANDED_OVER", "HANDLED", "HANDED_OVER", "HANDLED", "CLOSED"))
                .body("items.from[0]", nullValue())
                .body("items.from[6]", equalTo("HANDLED"))
                .body("items.actor[0]", equalTo("ranger"))
                .body("items.actorName[2]", equalTo("赵县林长"))
                .body("items.note[3]", equalTo("火已扑灭"))
                .body("items.handedTo[2].region", equalTo(TOWNSHIP))
                .body("items.id", everyItem(notNullValue()));
        assertThat(publishedEvents(id, 7))
                .extracting(EventProbe.Seen::type)
                .containsExactly(
                        "org.linzhang.incident.reported.v1",
                        "org.linzhang.incident.accepted.v1",
                        "org.linzhang.incident.handed-over.v1",
                        "org.linzhang.incident.handled.v1",
                        "org.linzhang.incident.sent-back.v1",
                        "org.linzhang.incident.handled.v1",
                        "org.linzhang.incident.closed.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "send-back", "hand-over", "handle"})
    void an_action_not_allowed_at_the_status_is_a_conflict_that_lists_the_possible_actions(String action) {
        // Given
        var id = reported();
        // When
        post("county", id, action, "to", TOWNSHIP)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/illegal-transition"))
                .body("field", equalTo("status"))
                .body("detail", containsString("REPORTED; possible now: accept, reject"));
        // Then
        get("county", "/api/incidents/{id}/history", id).body("items", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "ranger, accept",
        "village, accept",
        "police, accept",
        "ranger, reject",
        "village, reject",
        "ranger, verify",
        "police, send-back",
        "village, hand-over",
        "ranger, handle",
        "village, handle",
        "police, handle",
        "supervisor, handle",
        "admin, handle"
    })
    void an_action_without_permission_is_refused_and_changes_nothing(String username, String action) {
        // Given
        var id = reported();
        perform("county", id, "accept");
        // When
        post(username, id, action, "to", "512002100201")
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/forbidden"));
        // Then
        get("county", "/api/incidents/{id}", id).body("status", equalTo("ACCEPTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"township", "county", "city", "supervisor", "admin"})
    void the_office_and_chiefs_from_township_up_accept(String username) {
        perform(username, reported(), "accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "refer", "press", "reopen", "start", "ACCEPT", "accept/x"})
    void an_unknown_action_is_not_found(String action) {
        as("county")
                .urlEncodingEnabled(false)
                .body("{}")
                .post("/api/incidents/" + reported() + "/" + action)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"reject, REPORTED", "handle, ACCEPTED", "send-back, HANDLED"})
    void rejecting_handling_and_sending_back_require_a_note(String action, IncidentStatus status) {
        // Given
        var id = reported();
        if (status != IncidentStatus.REPORTED) {
            perform("county", id, "accept");
        }
        if (status == IncidentStatus.HANDLED) {
            perform("county", id, "handle");
        }
        // Then
        post("county", id, action, "note", " ").statusCode(400).body("field", equalTo("note"));
        as("county")
                .post("/api/incidents/{id}/{action}", id, action)
                .then()
                .statusCode(400)
                .body("field", equalTo("note"));
        get("county", "/api/incidents/{id}", id).body("status", equalTo(status.name()));
    }

    @Test
    void accepting_requires_no_body() {
        // Given
        var id = reported();
        // Then
        given().auth()
                .oauth2(Tokens.of("county"))
                .noContentType()
                .post("/api/incidents/{id}/accept", id)
                .then()
                .statusCode(200);
        get("county", "/api/incidents/{id}/history", id).body("items.note[1]", nullValue());
    }

    @Test
    void a_caller_from_another_county_finds_nothing_by_any_call() {
        // Given
        var id = reported("ranger", fire());
        var own = reported("outsider", fire("regionCode", OUTSIDE));
        // Then
        for (var path : List.of("", "/history")) {
            get("outsider", "/api/incidents/" + id + path)
                    .statusCode(404)
                    .body("type", equalTo("https://linzhang.org/problems/not-found"));
        }
        for (var action : List.of("accept", "reject", "handle", "verify", "send-back")) {
            post("outsider", id, action).statusCode(404);
        }
        post("outsider", id, "hand-over", "to", OUTSIDE).statusCode(404);
        get("outsider", "/api/incidents")
                .statusCode(200)
                .body("items.id", hasItem(own.toString()))
                .body("items.id", not(hasItem(id.toString())));
        get("outsider", "/api/incidents?region={region}", COUNTY).statusCode(404);
        get("county", "/api/incidents/{id}", id).body("status", equalTo("REPORTED"));
    }

    @Test
    void an_unknown_incident_is_not_found() {
        get("city", "/api/incidents/{id}", UUID.randomUUID()).statusCode(404);
        post("city", UUID.randomUUID(), "accept").statusCode(404);
    }
}
