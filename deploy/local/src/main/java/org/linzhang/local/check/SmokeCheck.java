package org.linzhang.local.check;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.linzhang.local.client.AlertStreamClient;
import org.linzhang.local.client.ApiClient;
import org.linzhang.local.client.ApiResponse;
import org.linzhang.local.client.LoginClient;

/** The main job over HTTP, step by step; each is printed with the time that it took. */
public final class SmokeCheck {
    private static final String PASSWORD = "forest";
    private static final String VILLAGE = "512002100201";
    private static final String COUNTY = "512002";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POINTS = 5;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final LoginClient door;
    private final Steps steps = new Steps();
    private final UUID incident = UUID.randomUUID();
    private final UUID patrol = UUID.randomUUID();
    private ApiClient ranger;
    private ApiClient county;
    private ApiClient supervisor;
    private ApiClient outsider;

    private SmokeCheck(LoginClient door) {
        this.door = door;
    }

    /**
     * @param realm Keycloak's
     * @return whether all went well; what did not is printed
     */
    public static boolean passes(URI gateway, URI realm) throws InterruptedException {
        try {
            new SmokeCheck(new LoginClient(gateway, realm)).run();
            return true;
        } catch (Steps.Failed e) {
            return false;
        }
    }

    private void run() throws InterruptedException {
        steps.take("ranger, county chief, supervisor and outsider log in", () -> {
            ranger = door.logIn("ranger", PASSWORD);
            county = door.logIn("county", PASSWORD);
            supervisor = door.logIn("supervisor", PASSWORD);
            outsider = door.logIn("outsider", PASSWORD);
            return null;
        });
        reportToClosure();
        patrol();
    }

    private void reportToClosure() throws InterruptedException {
        int closedBefore = steps.take("the supervisor reads the closure statistics", this::closed);
        JsonNode alert;
        try (var live = steps.take("the county chief opens the live stream", county::alerts)) {
            var report = report();
            steps.take(
                    "the ranger reports a fire (201)",
                    () -> ranger.put(path(), report).expect(201));
            alert = steps.take("the alert is on the county chief's screen", () -> alertOn(live));
            steps.take(
                    "the same report again does nothing (200)",
                    () -> ranger.put(path(), report).expect(200));
        }
        steps.take(
                "the outsider sees no such incident (404)",
                () -> outsider.get(path()).expect(404));
        steps.take(
                "the county chief acknowledges",
                () -> county.post("/api/alerts/" + alert.path("id").asText() + "/acknowledge", JSON.objectNode())
                        .expect(200)
                        .expect("status", "ACKNOWLEDGED"));
        steps.take("the county chief accepts", () -> verb(county, "accept", "ACCEPTED"));
        steps.take("the county chief handles", () -> verb(county, "handle", "HANDLED"));
        steps.take("the supervisor verifies", () -> verb(supervisor, "verify", "CLOSED"));
        steps.take("the closure statistics count it", () -> awaitClosed(closedBefore + 1));
    }

    private void patrol() throws InterruptedException {
        var start = Instant.now().minusSeconds(600);
        steps.take(
                "the ranger begins a patrol",
                () -> ranger.put(patrolPath(""), begin(start)).expect(201));
        steps.take(
                "a piece of its track is stored",
                () -> ranger.put(patrolPath("/segments/0"), segment(start)).expect(201));
        steps.take(
                "the patrol ends with a summary",
                () -> ranger.put(
                                patrolPath("/finish"),
                                JSON.objectNode()
                                        .put(
                                                "finishedAt",
                                                start.plusSeconds(300).toString()))
                        .expect(200)
                        .expect("points", String.valueOf(POINTS)));
        steps.take("its track comes back", this::track);
    }

    private ObjectNode report() {
        return JSON.objectNode()
                .put("kind", "FIRE")
                .put("severity", "MAJOR")
                .put("regionCode", VILLAGE)
                .put("description", "烟从水库后面升起 Smoke behind the reservoir")
                .put("reportedAt", Instant.now().toString());
    }

    private JsonNode alertOn(AlertStreamClient live) throws InterruptedException {
        return live.await(alert -> alert.path("incidentId").asText().equals(incident.toString()), PATIENCE);
    }

    private ApiResponse verb(ApiClient who, String verb, String status) throws IOException, InterruptedException {
        return who.post(path() + "/" + verb, JSON.objectNode().put("note", "deploy/up --check"))
                .expect(200)
                .expect("status", status);
    }

    /** How many incidents of the county that came in today are closed. */
    private int closed() throws IOException, InterruptedException {
        var today = LocalDate.now(CHINA);
        return supervisor
                .get("/api/statistics/closure?region=%s&from=%s&to=%s&by=kind"
                        .formatted(COUNTY, today.minusDays(1), today))
                .expect(200)
                .body()
                .path("total")
                .path("closed")
                .asInt();
    }

    private int awaitClosed(int due) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int closed = closed();
        while (closed < due) {
            if (System.nanoTime() > deadline) {
                throw new ApiResponse.Unexpected("%d are closed where %d were due".formatted(closed, due));
            }
            Thread.sleep(POLL);
            closed = closed();
        }
        return closed;
    }

    private static ObjectNode begin(Instant start) {
        return JSON.objectNode()
                .put("kind", "FIRE")
                .put("regionCode", VILLAGE)
                .put("transport", "FOOT")
                .put("startedAt", start.toString());
    }

    /** A straight walk of a minute between two points. */
    private static ObjectNode segment(Instant start) {
        var segment = JSON.objectNode();
        var points = segment.putArray("points");
        for (int i = 0; i < POINTS; i++) {
            points.addObject()
                    .put("t", start.plusSeconds(60L * i).toString())
                    .put("lat", 30.05 + 0.0005 * i)
                    .put("lon", 104.65);
        }
        return segment;
    }

    private ApiResponse track() throws IOException, InterruptedException {
        var answer = ranger.get(patrolPath("/track.geojson")).expect(200);
        int positions = answer.body().findValues("coordinates").stream()
                .mapToInt(SmokeCheck::positions)
                .sum();
        if (positions != POINTS) {
            throw new ApiResponse.Unexpected(
                    "the track holds %d points where %d were due: %s".formatted(positions, POINTS, answer.body()));
        }
        return answer;
    }

    /** Lines may be nested, as those of several pieces are. */
    private static int positions(JsonNode coordinates) {
        if (coordinates.path(0).isNumber()) {
            return 1;
        }
        int sum = 0;
        for (var part : coordinates) {
            sum += positions(part);
        }
        return sum;
    }

    private String path() {
        return "/api/incidents/" + incident;
    }

    private String patrolPath(String rest) {
        return "/api/patrols/" + patrol + rest;
    }
}
