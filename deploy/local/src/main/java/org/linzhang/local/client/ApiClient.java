package org.linzhang.local.client;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/**
 * Calls the API as one user with a bearer token, which is renewed before it expires. Paths are those of the gateway, such as
 * {@code /api/me}. Calls throw {@link java.io.UncheckedIOException} if the platform does not respond.
 */
public final class ApiClient {
    /** Less than the five minutes for which a token is valid. */
    private static final Duration TOKEN_RENEWAL = Duration.ofMinutes(3);

    /** Of version 7, as the phones generate them. */
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Login login;
    private final String username;
    private final String password;
    private String token;
    private Instant renewAt = Instant.MIN;

    ApiClient(Login login, String username, String password) {
        this.login = login;
        this.username = username;
        this.password = password;
    }

    /** A valid access token. */
    public synchronized String token() {
        var now = Instant.now();
        if (now.isAfter(renewAt)) {
            token = login.token(username, password);
            renewAt = now.plus(TOKEN_RENEWAL);
        }
        return token;
    }

    public ApiResponse get(String path) {
        return get(path, "application/json");
    }

    public ApiResponse get(String path, String accept) {
        return Login.send("GET " + path, request(path).header("Accept", accept).GET());
    }

    /** @param body is sent as JSON */
    public ApiResponse put(String path, Object body) {
        return send("PUT", path, "application/json", BodyPublishers.ofString(Json.write(body)));
    }

    public ApiResponse put(String path, String mediaType, byte[] body) {
        return send("PUT", path, mediaType, BodyPublishers.ofByteArray(body));
    }

    /** @param body is sent as JSON */
    public ApiResponse post(String path, Object body) {
        return send("POST", path, "application/json", BodyPublishers.ofString(Json.write(body)));
    }

    /**
     * Reports an incident under a new id, and returns the id.
     *
     * @throws UnexpectedResponseException if it was not stored as new
     */
    public UUID report(Report report) {
        var id = IDS.generate();
        put("/api/incidents/" + id, report.body()).expect(201);
        return id;
    }

    /**
     * Performs an action such as {@code accept} on an incident.
     *
     * @throws UnexpectedResponseException if it was refused
     */
    public ApiResponse act(String action, UUID incident, String note) {
        return post("/api/incidents/%s/%s".formatted(incident, action), Map.of("note", note))
                .expect(200);
    }

    /** The user's alerts about one incident. */
    public List<JsonNode> alertsAbout(UUID incident) {
        return get("/api/alerts?limit=200").expect(200).items().stream()
                .filter(alert -> alert.path("incidentId").asText().equals(incident.toString()))
                .toList();
    }

    /** Opens the live stream of the user's alerts. */
    public AlertStreamClient openAlertStream() {
        var request = request("/api/alerts/stream").header("Accept", "text/event-stream");
        return AlertStreamClient.of(Login.send(request, HttpResponse.BodyHandlers.ofLines()));
    }

    private ApiResponse send(String method, String path, String mediaType, BodyPublisher body) {
        return Login.send(
                method + " " + path,
                request(path).header("Content-Type", mediaType).method(method, body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(login.gateway().resolve(path)).header("Authorization", "Bearer " + token());
    }
}
