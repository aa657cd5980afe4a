package org.linzhang.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The platform as a phone and a chief's screen meet it: through the gateway, with real tokens. */
final class FrontDoor {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI gateway;
    private final URI realm;

    FrontDoor(URI gateway, URI realm) {
        this.gateway = gateway;
        this.realm = realm;
    }

    /** An access token of a demo user. */
    String token(String username) throws IOException, InterruptedException {
        var form = Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "linzhang-mobile",
                        "username",
                        username,
                        "password",
                        "forest")
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no token for " + username + ": " + answer.body());
        }
        return json.readTree(answer.body()).path("access_token").asText();
    }

    /** Sends a report; refuses anything but a 201. */
    void report(String token, UUID id, String kind, String region) {
        var body = json.createObjectNode()
                .put("kind", kind)
                .put("severity", "MODERATE")
                .put("regionCode", region)
                .put("description", "measured report " + id)
                .put("reportedAt", Instant.now().toString());
        try {
            var answer = http.send(
                    to("/api/incidents/" + id, token)
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException("refused with " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The lines of the live stream; endless, so close it. */
    Stream<String> alerts(String token) throws IOException, InterruptedException {
        var answer = http.send(
                to("/api/alerts/stream", token)
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no live stream: " + answer.statusCode());
        }
        return answer.body();
    }

    /** The incident that the data of a server-sent event tells of. */
    UUID incidentOf(String data) {
        try {
            return UUID.fromString(json.readTree(data).path("incidentId").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(data, e);
        }
    }

    private HttpRequest.Builder to(String path, String token) {
        return HttpRequest.newBuilder(gateway.resolve(path)).header("Authorization", "Bearer " + token);
    }
}
