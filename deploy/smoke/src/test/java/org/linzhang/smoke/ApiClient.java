package org.linzhang.smoke;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** One of the demo users with a bearer token, as phones and scripts have it. */
final class ApiClient {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Less than the life of a token. */
    private static final Duration TOKEN_KEPT = Duration.ofMinutes(3);

    private final URI gateway;
    private final URI realm;
    private final String username;
    private String token;
    private Instant tokenAt = Instant.MIN;

    ApiClient(URI gateway, URI realm, String username) {
        this.gateway = gateway;
        this.realm = realm;
        this.username = username;
    }

    ApiResponse get(String path) {
        return get(path, "application/json");
    }

    ApiResponse get(String path, String mediaType) {
        return send(request(path).header("Accept", mediaType).GET());
    }

    ApiResponse put(String path, Object body) {
        return put(path, "application/json", json(body));
    }

    ApiResponse put(String path, String mediaType, String body) {
        return send(request(path).header("Content-Type", mediaType).PUT(BodyPublishers.ofString(body)));
    }

    ApiResponse post(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").POST(text(json(body))));
    }

    /** Reports under a new id, which it answers. */
    UUID reports(Report report) {
        var id = UUID.randomUUID();
        var answer = put("/api/incidents/" + id, report.body());
        if (answer.status() != 201) {
            throw new AssertionError("The report was not taken: " + answer);
        }
        return id;
    }

    /** Has a verb done to an incident. */
    void does(String verb, UUID incident, String note) {
        var answer = post("/api/incidents/%s/%s".formatted(incident, verb), Map.of("note", note));
        if (answer.status() != 200) {
            throw new AssertionError("%s was refused: %s".formatted(verb, answer));
        }
    }

    /** Those of the caller's alerts that are about one incident. */
    List<JsonNode> alertsOf(UUID incident) {
        return get("/api/alerts?limit=200")
                .items()
                .filter(alert -> alert.path("incidentId").asText().equals(incident.toString()))
                .toList();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).header("Authorization", "Bearer " + token());
    }

    private String token() {
        if (tokenAt.plus(TOKEN_KEPT).isBefore(Instant.now())) {
            var form = "grant_type=password&client_id=linzhang-mobile&username=%s&password=%s&scope=openid"
                    .formatted(username, PlatformUnderTest.PASSWORD);
            var answer = send(HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(text(form)));
            if (answer.status() != 200) {
                throw new AssertionError("No token for %s: %s".formatted(username, answer));
            }
            token = answer.json().path("access_token").textValue();
            tokenAt = Instant.now();
        }
        return token;
    }

    private static ApiResponse send(HttpRequest.Builder request) {
        try {
            var response = CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            return new ApiResponse(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text);
    }

    private static String json(Object body) {
        try {
            return ApiResponse.JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
