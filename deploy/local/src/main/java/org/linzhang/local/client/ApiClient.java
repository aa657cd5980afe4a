package org.linzhang.local.client;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

import com.fasterxml.jackson.databind.JsonNode;

/** Somebody who has logged in. Paths are those of the public face, such as {@code /api/me}. */
public final class ApiClient {
    private final LoginClient door;
    private final String username;
    private final String token;

    ApiClient(LoginClient door, String username, String token) {
        this.door = door;
        this.username = username;
        this.token = token;
    }

    public String username() {
        return username;
    }

    /** For a client of one's own. */
    public String token() {
        return token;
    }

    public ApiResponse get(String path) throws IOException, InterruptedException {
        return door.send("GET " + path, to(path).GET());
    }

    public ApiResponse put(String path, JsonNode body) throws IOException, InterruptedException {
        return send("PUT", path, "application/json", BodyPublishers.ofString(body.toString()));
    }

    public ApiResponse put(String path, String mediaType, byte[] body) throws IOException, InterruptedException {
        return send("PUT", path, mediaType, BodyPublishers.ofByteArray(body));
    }

    public ApiResponse post(String path, JsonNode body) throws IOException, InterruptedException {
        return send("POST", path, "application/json", BodyPublishers.ofString(body.toString()));
    }

    /** The live stream of this person's alerts, open when this returns. */
    public AlertStreamClient alerts() throws IOException, InterruptedException {
        return AlertStreamClient.open(door, to("/api/alerts/stream").header("Accept", "text/event-stream"));
    }

    private ApiResponse send(String method, String path, String mediaType, BodyPublisher body)
            throws IOException, InterruptedException {
        return door.send(
                method + " " + path, to(path).header("Content-Type", mediaType).method(method, body));
    }

    private HttpRequest.Builder to(String path) {
        return door.request(path, token);
    }
}
