package org.linzhang.local.door;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

import com.fasterxml.jackson.databind.JsonNode;

/** Somebody who has logged in. Paths are those of the public face, such as {@code /api/me}. */
public final class Visitor {
    private final FrontDoor door;
    private final String username;
    private final String token;

    Visitor(FrontDoor door, String username, String token) {
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

    public Answer get(String path) throws IOException, InterruptedException {
        return door.send("GET " + path, to(path).GET());
    }

    public Answer put(String path, JsonNode body) throws IOException, InterruptedException {
        return send("PUT", path, "application/json", BodyPublishers.ofString(body.toString()));
    }

    public Answer put(String path, String mediaType, byte[] body) throws IOException, InterruptedException {
        return send("PUT", path, mediaType, BodyPublishers.ofByteArray(body));
    }

    public Answer post(String path, JsonNode body) throws IOException, InterruptedException {
        return send("POST", path, "application/json", BodyPublishers.ofString(body.toString()));
    }

    /** The live stream of this person's alerts, open when this returns. */
    public LiveAlerts alerts() throws IOException, InterruptedException {
        return LiveAlerts.open(door, to("/api/alerts/stream").header("Accept", "text/event-stream"));
    }

    private Answer send(String method, String path, String mediaType, BodyPublisher body)
            throws IOException, InterruptedException {
        return door.send(
                method + " " + path, to(path).header("Content-Type", mediaType).method(method, body));
    }

    private HttpRequest.Builder to(String path) {
        return door.request(path, token);
    }
}
