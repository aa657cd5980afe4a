package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.linzhang.incident.IncidentApi.as;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.put;
import static org.linzhang.incident.IncidentApi.reported;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class RequestBodyTest {

    private static final String PROBLEM_TYPES = "https://linzhang.org/problems/";

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"kind\":", "[1", "fire", "{\"kind\":\"FIRE\"}}", "[]", "\"FIRE\"", "{'kind':1}"})
    void a_body_that_is_not_a_json_object_is_refused(String body) {
        as("ranger")
                .body(body)
                .put("/api/incidents/{id}", UUID.randomUUID())
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo(PROBLEM_TYPES + "malformed-json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}"})
    void an_empty_body_is_refused(String body) {
        var request = as("ranger");
        if (!body.isEmpty()) {
            request.body(body);
        }
        request.put("/api/incidents/{id}", UUID.randomUUID())
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void a_report_with_the_longest_texts_is_stored() {
        // Given
        var report = fire("details", Map.of("text", "x".repeat(16_000)), "description", "林".repeat(2_000));
        var id = reported("ranger", report);
        // Then
        put("ranger", id, report).statusCode(200);
    }

    @Test
    void a_body_over_the_size_limit_is_refused_and_not_stored() {
        // Given
        var id = UUID.randomUUID();
        // When
        put("ranger", id, fire("details", Map.of("text", "x".repeat(66_000))))
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo(PROBLEM_TYPES + "body-too-large"));
        // Then
        get("ranger", "/api/incidents/{id}", id).statusCode(404);
    }

    @Test
    void a_chunked_body_over_the_size_limit_is_refused_and_not_stored() throws IOException, InterruptedException {
        // Given
        var id = UUID.randomUUID();
        var body = "{\"description\":\"" + "x".repeat(200_000) + "\"}";
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/api/incidents/" + id))
                .header("Authorization", "Bearer " + Tokens.of("ranger"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(body)))
                .build();
        // When
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(413);
        }
        // Then
        get("ranger", "/api/incidents/{id}", id).statusCode(404);
    }

    @Test
    void an_unsupported_media_type_or_method_is_refused_with_a_problem() {
        as("ranger")
                .contentType("text/plain")
                .body("fire!")
                .put("/api/incidents/{id}", UUID.randomUUID())
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        as("ranger")
                .delete("/api/incidents/{id}", UUID.randomUUID())
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
    }

    @Test
    void half_a_surrogate_pair_is_refused() {
        // Given
        var json =
                "{\"kind\":\"FIRE\",\"severity\":\"MINOR\",\"regionCode\":\"512002100201\",\"reportedAt\":\"2026-11-21T00:00:00Z\","
                        + "\"description\":\"fire \\ud83d\"}";
        // Then
        as("ranger")
                .body(json)
                .put("/api/incidents/{id}", UUID.randomUUID())
                .then()
                .statusCode(400)
                .body("field", equalTo("description"));
        as("ranger")
                .body(json.replace("\\ud83d", "\\ud83d\\udd25"))
                .put("/api/incidents/{id}", UUID.randomUUID())
                .then()
                .statusCode(201)
                .body("description", equalTo("fire 🔥"));
    }

    @Test
    void huge_numbers_in_details_cause_no_server_error() {
        // Given
        var id = UUID.randomUUID();
        var json =
                "{\"kind\":\"FIRE\",\"severity\":\"MINOR\",\"regionCode\":\"512002100201\",\"reportedAt\":\"2026-11-21T00:00:00Z\","
                        + "\"description\":\"fire\",\"details\":{\"n\":%s}}";
        // Then
        as("ranger")
                .body(json.formatted("1e999999"))
                .put("/api/incidents/{id}", id)
                .then()
                .statusCode(lessThan(500));
        as("ranger")
                .body(json.formatted("9".repeat(400)))
                .put("/api/incidents/{id}", UUID.randomUUID())
                .then()
                .statusCode(201);
    }
}
