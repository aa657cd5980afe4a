package org.linzhang.notification.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;

/** A screen that listens, as an EventSource would. */
final class StreamClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param at nanoTime of its arrival */
    record Event(String id, String name, JsonNode data, long at) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    private volatile String lastEventId;
    private volatile boolean ended;

    private StreamClient(String token, String lastEventId) {
        this.lastEventId = lastEventId;
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/alerts/stream"))
                .header("Authorization", "Bearer " + token);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    static StreamClient open(String token) {
        return openSince(token, null);
    }

    /** Opens a line that goes on after an event; returns when the line stands. */
    static StreamClient openSince(String token, String lastEventId) {
        var screen = new StreamClient(token, lastEventId);
        Awaitility.await().until(() -> screen.lastEventId != null);
        return screen;
    }

    private void listen() {
        String id = lastEventId;
        String name = null;
        var data = new StringBuilder();
        try {
            for (var line : (Iterable<String>) response.body()::iterator) {
                if (line.startsWith(":")) {
                    comments.add(line.substring(1));
                } else if (line.startsWith("id:")) {
                    id = line.substring(3);
                } else if (line.startsWith("event:")) {
                    name = line.substring(6);
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                } else if (line.isEmpty()) {
                    lastEventId = id;
                    if (!data.isEmpty()) {
                        events.add(new Event(id, name, JSON.readTree(data.toString()), System.nanoTime()));
                    }
                    name = null;
                    data.setLength(0);
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            // the line was cut
        } finally {
            ended = true;
        }
    }

    Event await(UUID incident) {
        return await(incident, 1).getFirst();
    }

    List<Event> await(UUID incident, int count) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(15))
                .until(() -> of(incident), found -> found.size() >= count);
    }

    List<Event> of(UUID incident) {
        return events.stream()
                .filter(event -> incident.toString()
                        .equals(event.data().path("incidentId").asText()))
                .toList();
    }

    /** Ids of all alerts that it was told. */
    List<String> alerts() {
        return events.stream().map(event -> event.data().path("id").asText()).toList();
    }

    List<String> comments() {
        return comments;
    }

    String lastEventId() {
        return lastEventId;
    }

    boolean ended() {
        return ended;
    }

    HttpResponse<?> response() {
        return response;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
