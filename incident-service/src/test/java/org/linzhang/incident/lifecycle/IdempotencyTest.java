package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.linzhang.incident.IncidentApi.TOWNSHIP;
import static org.linzhang.incident.IncidentApi.VILLAGE;
import static org.linzhang.incident.IncidentApi.as;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.publishedEvents;
import static org.linzhang.incident.IncidentApi.put;
import static org.linzhang.incident.IncidentApi.reported;
import static org.linzhang.incident.IncidentApi.with;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.linzhang.incident.Concurrently;
import org.linzhang.platform.testing.MovableClock;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

/** Repeated reports, and actions with an {@code Idempotency-Key}. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class IdempotencyTest {

    @Inject
    Pool pool;

    @Inject
    MovableClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void an_action_repeated_with_its_key_is_performed_once() {
        // Given
        var id = reported();
        var key = UUID.randomUUID().toString();
        // When
        var statuses = Concurrently.repeat(4, () -> accept(id, key).statusCode());
        perform("county", id, "handle");
        // Then
        assertThat(statuses).containsOnly(200);
        accept(id, key).then().statusCode(200).body("status", equalTo("HANDLED"));
        get("county", "/api/incidents/{id}/history", id).body("items.action", contains("report", "accept", "handle"));
        assertThat(publishedEvents(id, 3)).hasSize(3);
    }

    @Test
    void a_repeatable_action_without_a_key_is_performed_each_time() {
        // Given
        var id = reported();
        perform("county", id, "accept");
        // When
        perform("county", id, "hand-over", "to", "512002100");
        perform("county", id, "hand-over", "to", "512002100");
        // Then
        get("county", "/api/incidents/{id}/history", id).body("items", hasSize(4));
    }

    @Test
    void the_same_key_on_another_incident_is_a_different_action() {
        for (var id : List.of(reported(), reported())) {
            accept(id, "the same").then().statusCode(200).body("status", equalTo("ACCEPTED"));
        }
    }

    @Test
    void a_repeated_report_is_recognised_after_the_reporter_has_moved_to_another_region() {
        // Given
        var id = UUID.randomUUID();
        var report = fire();
        report(movingRanger(VILLAGE), id, report).statusCode(201);
        // Then
        report(movingRanger("512021"), id, report).statusCode(200).body("regionCode", equalTo(VILLAGE));
        report(movingRanger("512021"), UUID.randomUUID(), report).statusCode(404);
        report(movingRanger("512021"), id, fire("severity", "MINOR")).statusCode(404);
        put("outsider", id, report).statusCode(404);
        assertThat(publishedEvents(id, 1)).hasSize(1);
    }

    @Test
    void a_repeated_report_is_recognised_after_the_clock_of_the_server_was_set_back() {
        // Given
        var report = fire();
        var id = reported("ranger", report);
        // When
        clock.advance(Duration.ofHours(-1));
        // Then
        put("ranger", id, report).statusCode(200);
        put("ranger", UUID.randomUUID(), report).statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({"accept, seen", "reject, done", "hand-over, done", "handle, done"})
    void a_key_that_was_used_for_another_action_or_body_is_refused_and_nothing_is_done(String action, String note) {
        // Given
        var id = reported();
        act("county", id, "accept", "a key", Map.of("note", "done")).statusCode(200);
        // Then
        act("county", id, action, "a key", Map.of("note", note, "to", TOWNSHIP))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/idempotency-key-reused"))
                .body("field", equalTo("Idempotency-Key"));
        get("county", "/api/incidents/{id}/history", id).body("items.action", contains("report", "accept"));
        assertThat(publishedEvents(id, 2)).hasSize(2);
    }

    @Test
    void a_key_that_another_person_has_used_is_refused() {
        // Given
        var id = reported();
        accept(id, "a key").then().statusCode(200);
        // Then
        act("city", id, "accept", "a key", Map.of()).statusCode(422);
        act("ranger", id, "handle", "a key", Map.of("note", "done")).statusCode(422);
        act("outsider", id, "accept", "a key", Map.of()).statusCode(404);
    }

    @Test
    void a_repeated_action_is_recognised_after_the_incident_was_assigned_to_somebody_else() {
        // Given: an assignee outside the region of the incident
        var body = Map.of("note", "done");
        var id = reported();
        perform("county", id, "accept");
        perform("city", id, "hand-over", "to", "512021");
        act("outsider", id, "handle", "a key", body).statusCode(200);
        perform("county", id, "send-back");
        perform("county", id, "hand-over", "to", TOWNSHIP);
        // Then
        get("outsider", "/api/incidents/{id}", id).statusCode(404);
        act("outsider", id, "handle", "a key", body).statusCode(200).body("status", equalTo("HANDED_OVER"));
        act("outsider", id, "handle", "another key", body).statusCode(404);
        get("county", "/api/incidents/{id}/history", id)
                .body("items.action", contains("report", "accept", "hand-over", "handle", "send-back", "hand-over"));
    }

    @Test
    void a_repeated_hand_over_is_recognised_after_its_recipient_has_left_the_roster() {
        // Given
        var username = "leaving-" + UUID.randomUUID();
        pool.preparedQuery("insert into appointment values ($1, $2, '将离', 'ranger')")
                .executeAndAwait(Tuple.of(VILLAGE, username));
        var id = reported();
        perform("county", id, "accept");
        var body = Map.of("to", username);
        act("county", id, "hand-over", "a key", body).statusCode(200);
        // When
        pool.preparedQuery("delete from appointment where username = $1").executeAndAwait(Tuple.of(username));
        // Then
        act("county", id, "hand-over", "a key", body).statusCode(200).body("handedTo.username", equalTo(username));
        act("county", id, "hand-over", "another key", body).statusCode(400);
    }

    @Test
    void the_body_of_an_entry_of_the_version_before_is_not_compared() {
        // Given: an entry without a hash
        var id = reported();
        pool.preparedQuery("""
            insert into incident_history (id, incident_id, at, action, actor, actor_name, to_status, idempotency_key)
            values (gen_random_uuid(), $1, now(), 'ACCEPT', 'county', '赵县林长', 'ACCEPTED', 'a key')
            """).executeAndAwait(Tuple.of(id));
        // Then
        act("county", id, "accept", "a key", Map.of("note", "any")).statusCode(200);
        act("county", id, "reject", "a key", Map.of("note", "any")).statusCode(422);
        act("city", id, "accept", "a key", Map.of("note", "any")).statusCode(422);
    }

    private static String movingRanger(String region) {
        return Tokens.of("moving-ranger", "调动护林员", region, "ranger");
    }

    private static ValidatableResponse report(String token, UUID id, Map<String, Object> report) {
        return with(token).body(report).put("/api/incidents/{id}", id).then();
    }

    private static ValidatableResponse act(
            String username, UUID incident, String action, String key, Map<String, String> body) {
        return as(username)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/incidents/{id}/{action}", incident, action)
                .then();
    }

    private static Response accept(UUID incident, String key) {
        return as("county").header("Idempotency-Key", key).post("/api/incidents/{id}/accept", incident);
    }
}
