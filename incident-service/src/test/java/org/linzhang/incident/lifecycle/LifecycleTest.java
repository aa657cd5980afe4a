package org.linzhang.incident.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.linzhang.incident.IncidentApi.COUNTY;
import static org.linzhang.incident.IncidentApi.TOWNSHIP;
import static org.linzhang.incident.IncidentApi.as;
import static org.linzhang.incident.IncidentApi.done;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.post;
import static org.linzhang.incident.IncidentApi.reported;
import static org.linzhang.incident.IncidentApi.told;

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

    @Test
    void from_report_to_closure_each_step_is_on_the_ledger_and_told_in_order() {
        // Given
        var id = reported();
        // When
        done("supervisor", id, "accept", "note", "立案").body("status", equalTo("ACCEPTED"));
        done("county", id, "hand-over", "to", TOWNSHIP)
                .body("status", equalTo("HANDED_OVER"))
                .body("handedTo.region", equalTo(TOWNSHIP))
                .body("handedTo.username", nullValue())
                .body("handedTo.name", equalTo("雁江区雁江镇"));
        done("township", id, "handle", "note", "火已扑灭").body("status", equalTo("HANDLED"));
        done("supervisor", id, "send-back", "note", "余火未清")
                .body("status", equalTo("HANDED_OVER"))
                .body("handedTo.region", equalTo(TOWNSHIP));
        done("township", id, "handle", "note", "余火已清");
        done("supervisor", id, "verify").body("status", equalTo("CLOSED")).body("closedAt", notNullValue());
        // Then
        get("ranger", "/api/incidents/{id}/history", id)
                .statusCode(200)
                .body("next", nullValue())
                .body(
                        "items.verb",
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
        assertThat(told(id, 7))
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

    @Test
    void the_entry_of_the_ledger_has_the_id_of_its_event() {
        // Given
        var id = reported();
        done("county", id, "reject", "note", "查无此事");
        // When
        List<String> lines =
                get("ranger", "/api/incidents/{id}/history", id).extract().path("items.id");
        // Then
        assertThat(told(id, 2))
                .extracting(event -> event.headers().get("ce_id"))
                .containsExactlyElementsOf(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "send-back", "hand-over", "handle"})
    void the_wrong_verb_for_the_status_is_a_conflict_that_says_what_is_possible(String verb) {
        // Given
        var id = reported();
        // When
        post("county", id, verb, "to", TOWNSHIP)
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
    void who_may_not_is_refused_and_nothing_moves(String username, String verb) {
        // Given
        var id = reported();
        done("county", id, "accept");
        // When
        post(username, id, verb, "to", "512002100201")
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/forbidden"));
        // Then
        get("county", "/api/incidents/{id}", id).body("status", equalTo("ACCEPTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"township", "county", "city", "supervisor", "admin"})
    void the_office_and_chiefs_from_township_up_accept(String username) {
        done(username, reported(), "accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "refer", "press", "reopen", "start", "ACCEPT", "accept/x"})
    void a_verb_that_there_is_not_is_not_found(String verb) {
        as("county")
                .urlEncodingEnabled(false)
                .body("{}")
                .post("/api/incidents/" + reported() + "/" + verb)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"reject, REPORTED", "handle, ACCEPTED", "send-back, HANDLED"})
    void what_must_be_explained_needs_a_note(String verb, IncidentStatus status) {
        // Given
        var id = reported();
        if (status != IncidentStatus.REPORTED) {
            done("county", id, "accept");
        }
        if (status == IncidentStatus.HANDLED) {
            done("county", id, "handle");
        }
        // Then
        post("county", id, verb, "note", " ").statusCode(400).body("field", equalTo("note"));
        as("county")
                .post("/api/incidents/{id}/{verb}", id, verb)
                .then()
                .statusCode(400)
                .body("field", equalTo("note"));
        get("county", "/api/incidents/{id}", id).body("status", equalTo(status.name()));
    }

    @Test
    void what_needs_no_words_needs_no_body() {
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
    void an_outsider_finds_nothing_whatever_they_try() {
        // Given
        var id = reported("ranger", fire("regionCode", "512002100201"));
        // Then
        for (var path : List.of("", "/history")) {
            get("outsider", "/api/incidents/" + id + path)
                    .statusCode(404)
                    .body("type", equalTo("https://linzhang.org/problems/not-found"));
        }
        for (var verb : List.of("accept", "reject", "handle", "verify", "send-back")) {
            post("outsider", id, verb).statusCode(404);
        }
        post("outsider", id, "hand-over", "to", "512021").statusCode(404);
        get("outsider", "/api/incidents").body("items.id", everyItem(not(id.toString())));
        get("outsider", "/api/incidents?region={region}", COUNTY).statusCode(404);
        get("county", "/api/incidents/{id}", id).body("status", equalTo("REPORTED"));
    }

    @Test
    void an_unknown_incident_is_not_found() {
        get("city", "/api/incidents/{id}", UUID.randomUUID()).statusCode(404);
        post("city", UUID.randomUUID(), "accept").statusCode(404);
    }
}
