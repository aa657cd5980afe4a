package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.linzhang.incident.IncidentApi.as;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.publishedEvents;
import static org.linzhang.incident.IncidentApi.reported;

import java.util.List;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.linzhang.incident.Concurrently;
import org.linzhang.platform.testing.Servers;

/** Actions with an {@code Idempotency-Key}. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class IdempotencyTest {

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

    private static Response accept(UUID incident, String key) {
        return as("county").header("Idempotency-Key", key).post("/api/incidents/{id}/accept", incident);
    }
}
