package org.linzhang.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The platform as a phone and a chief's screen meet it, through the gateway. Every call blocks its thread, and so needs no
 * others: a client that hands each answer from thread to thread measures itself.
 */
final class BlockingClient {

    private static final int PATIENCE_MS =
            Math.toIntExact(Duration.ofSeconds(30).toMillis());

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(2);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    /** Well below the five minutes of a token. */
    private static final Duration LONGEST_STORM = Duration.ofMinutes(2);

    private final ObjectMapper json = new ObjectMapper();
    private final URI gateway;

    BlockingClient(URI gateway) {
        this.gateway = gateway;
    }

    /**
     * Sends a report, and again where the platform says that it is busy and when to come back, as a phone does.
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
        long end = System.nanoTime() + LONGEST_STORM.toNanos();
        long backOff = FIRST_BACK_OFF.toNanos();
        for (var asked = send(token, id, body); asked.isPresent(); asked = send(token, id, body)) {
            if (System.nanoTime() > end) {
                throw new IOException("still busy after " + LONGEST_STORM);
            }
            long own = ThreadLocalRandom.current().nextLong(backOff / 2, backOff);
            LockSupport.parkNanos(Math.max(asked.get().toNanos(), own));
            backOff = Math.min(2 * backOff, LONGEST_BACK_OFF.toNanos());
        }
    }

    /** Empty where it was taken, else how long to wait. */
    private Optional<Duration> send(String token, UUID id, JsonNode report) throws IOException {
        var request = open("/api/incidents/" + id, token);
        request.setReadTimeout(PATIENCE_MS);
        request.setRequestMethod("PUT");
        request.setRequestProperty("Content-Type", "application/json");
        request.setDoOutput(true);
        try (var out = request.getOutputStream()) {
            json.writeValue(out, report);
        }
        int status = request.getResponseCode();
        if (status == HttpURLConnection.HTTP_UNAVAILABLE) {
            leave(request.getErrorStream());
            return Optional.of(Duration.ofSeconds(request.getHeaderFieldInt("Retry-After", 1)));
        }
        if (status != HttpURLConnection.HTTP_CREATED && status != HttpURLConnection.HTTP_OK) {
            throw new IOException("refused with " + status);
        }
        leave(request.getInputStream());
        return Optional.empty();
    }

    /** Reads an answer to its end, which leaves the connection for the next. */
    private static void leave(InputStream answer) throws IOException {
        try (answer) {
            answer.readAllBytes();
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
