package org.linzhang.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The platform as a phone and a chief's screen meet it, through the gateway. Every call blocks its thread, and so needs no
 * others: a client that hands each answer from thread to thread measures itself.
 */
final class BlockingClient {

    private static final int PATIENCE_MS =
            Math.toIntExact(Duration.ofSeconds(30).toMillis());

    private final ObjectMapper json = new ObjectMapper();
    private final URI gateway;

    BlockingClient(URI gateway) {
        this.gateway = gateway;
    }

    /**
     * Sends a report.
     *
     * @throws IOException where it was not taken
     */
    void report(String token, UUID id, String kind, String region) throws IOException {
        var body = json.createObjectNode()
                .put("kind", kind)
                .put("severity", "MODERATE")
                .put("regionCode", region)
                .put("description", "measured report " + id)
                .put("reportedAt", Instant.now().toString());
        var request = open("/api/incidents/" + id, token);
        request.setReadTimeout(PATIENCE_MS);
        request.setRequestMethod("PUT");
        request.setRequestProperty("Content-Type", "application/json");
        request.setDoOutput(true);
        try (var out = request.getOutputStream()) {
            json.writeValue(out, body);
        }
        if (request.getResponseCode() != HttpURLConnection.HTTP_CREATED) {
            throw new IOException("refused with " + request.getResponseCode());
        }
        try (var answer = request.getInputStream()) {
            answer.readAllBytes(); // leaves the connection for the next
        }
    }

    /** The live stream; endless, so disconnect it, on the thread that reads it. */
    HttpURLConnection alerts(String token) throws IOException {
        var request = open("/api/alerts/stream", token);
        request.setRequestProperty("Accept", "text/event-stream");
        if (request.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("no live stream: " + request.getResponseCode());
        }
        return request;
    }

    /** The incident that the data of a server-sent event tells of. */
    UUID incidentOf(String data) {
        try {
            return UUID.fromString(json.readTree(data).path("incidentId").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(data, e);
        }
    }

    private HttpURLConnection open(String path, String token) throws IOException {
        var request = (HttpURLConnection) gateway.resolve(path).toURL().openConnection();
        request.setRequestProperty("Authorization", "Bearer " + token);
        request.setConnectTimeout(PATIENCE_MS);
        return request;
    }
}
