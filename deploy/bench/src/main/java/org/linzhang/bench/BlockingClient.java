package org.linzhang.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import org.linzhang.local.client.Json;
import org.linzhang.local.client.Report;

/**
 * Sends reports and opens the alert stream on {@link HttpURLConnection}, which does all work on the calling thread.
 * {@link org.linzhang.local.client.ApiClient} passes each response between threads; under load and with the machine shared by client
 * and platform, the latencies would include these switches. Retries like a phone if the platform is busy.
 */
final class BlockingClient {

    private static final int TIMEOUT_MS = Math.toIntExact(Duration.ofSeconds(30).toMillis());

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(2);
    private static final Duration MAX_BACK_OFF = Duration.ofMinutes(1);

    /** Less than the five minutes for which a token is valid. */
    private static final Duration RETRY_TIMEOUT = Duration.ofMinutes(2);

    private final URI gateway;

    BlockingClient(URI gateway) {
        this.gateway = gateway;
    }

    /**
     * Sends a report, and repeats it while the platform responds with 503.
     *
     * @throws IOException if the report was not stored
     */
    void report(String token, UUID id, Report report) throws IOException {
        var body = Json.write(report.body()).getBytes(StandardCharsets.UTF_8);
        long deadline = System.nanoTime() + RETRY_TIMEOUT.toNanos();
        long backOff = FIRST_BACK_OFF.toNanos();
        for (var wait = send(token, id, body); wait.isPresent(); wait = send(token, id, body)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("still busy after " + RETRY_TIMEOUT);
            }
            long random = ThreadLocalRandom.current().nextLong(backOff / 2, backOff);
            LockSupport.parkNanos(Math.max(wait.get().toNanos(), random));
            backOff = Math.min(2 * backOff, MAX_BACK_OFF.toNanos());
        }
    }

    /** Returns the time after which to send it again, or empty if the report was stored. */
    private Optional<Duration> send(String token, UUID id, byte[] report) throws IOException {
        var request = open("/api/incidents/" + id, token);
        request.setReadTimeout(TIMEOUT_MS);
        request.setRequestMethod("PUT");
        request.setRequestProperty("Content-Type", "application/json");
        request.setDoOutput(true);
        try (var out = request.getOutputStream()) {
            out.write(report);
        }
        int status = request.getResponseCode();
        if (status == HttpURLConnection.HTTP_UNAVAILABLE) {
            discard(request.getErrorStream());
            return Optional.of(Duration.ofSeconds(request.getHeaderFieldInt("Retry-After", 1)));
        }
        if (status != HttpURLConnection.HTTP_CREATED && status != HttpURLConnection.HTTP_OK) {
            throw new IOException("refused with " + status);
        }
        discard(request.getInputStream());
        return Optional.empty();
    }

    /** Reads a response to its end, so that the connection is reused. */
    private static void discard(InputStream response) throws IOException {
        try (response) {
            response.readAllBytes();
        }
    }

    /** Opens the alert stream. It is endless: disconnect it on the thread that reads it. */
    HttpURLConnection openAlertStream(String token) throws IOException {
        var request = open("/api/alerts/stream", token);
        request.setRequestProperty("Accept", "text/event-stream");
        if (request.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("the alert stream returned " + request.getResponseCode());
        }
        return request;
    }

    private HttpURLConnection open(String path, String token) throws IOException {
        var request = (HttpURLConnection) gateway.resolve(path).toURL().openConnection();
        request.setRequestProperty("Authorization", "Bearer " + token);
        request.setConnectTimeout(TIMEOUT_MS);
        return request;
    }
}
