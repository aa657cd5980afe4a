package org.linzhang.local.check;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

import org.linzhang.local.client.AlertStreamClient;
import org.linzhang.local.client.ApiClient;
import org.linzhang.local.client.ApiResponse;
import org.linzhang.local.client.Login;
import org.linzhang.local.client.Report;
import org.linzhang.local.client.UnexpectedResponseException;

/** Checks the main functions over HTTP, step by step, and prints each step. */
public final class SmokeCheck {
    private static final String PASSWORD = "forest";
    private static final String VILLAGE = "512002100201";
    private static final String COUNTY = "512002";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POINTS = 5;

    private final Login login;
    private final Steps steps = new Steps();
    private final UUID incident = UUID.randomUUID();
    private final UUID patrol = UUID.randomUUID();
    private ApiClient ranger;
    private ApiClient county;
    private ApiClient supervisor;
    private ApiClient outsider;

    private SmokeCheck(Login login) {
        this.login = login;
    }

    /**
     * Runs the check.
     *
     * @param realm the address of Keycloak's realm
     * @return whether all steps succeeded; the error of the one that failed is printed
     */
    public static boolean passes(URI gateway, URI realm) throws InterruptedException {
        try {
            new SmokeCheck(new Login(gateway, realm)).run();
            return true;
        } catch (Steps.StepFailedException e) {
            return false;
        }
    }

    private void run() throws InterruptedException {
        steps.run("ranger, county chief, supervisor and outsider log in", () -> {
            ranger = login.as("ranger", PASSWORD);
            county = login.as("county", PASSWORD);
            supervisor = login.as("supervisor", PASSWORD);
            outsider = login.as("outsider", PASSWORD);
            return null;
        });
        checkIncident();
        checkPatrol();
    }

    private void checkIncident() throws InterruptedException {
        int closedBefore = steps.run("the supervisor reads the closure statistics", this::closed);
        JsonNode alert;
        try (var stream = steps.run("the county chief opens the alert stream", county::openAlertStream)) {
            var report = Report.of("FIRE", "MAJOR", "烟从水库后面升起 Smoke behind the reservoir")
                    .in(VILLAGE)
                    .body();
            steps.run(
                    "the ranger reports a fire (201)",
                    () -> ranger.put(incidentPath(), report).expect(201));
            alert = steps.run("the county chief receives the alert", () -> awaitAlert(stream));
            steps.run(
                    "the same report again changes nothing (200)",
                    () -> ranger.put(incidentPath(), report).expect(200));
        }
        steps.run(
                "the outsider can't read the incident (404)",
                () -> outsider.get(incidentPath()).expect(404));
        steps.run(
                "the county chief acknowledges",
                () -> county.post("/api/alerts/" + alert.path("id").asText() + "/acknowledge", Map.of())
                        .expect(200)
                        .expect("status", "ACKNOWLEDGED"));
        steps.run("the county chief accepts", () -> act(county, "accept", "ACCEPTED"));
        steps.run("the county chief handles", () -> act(county, "handle", "HANDLED"));
        steps.run("the supervisor verifies", () -> act(supervisor, "verify", "CLOSED"));
        steps.run("the closure statistics count it", () -> awaitClosed(closedBefore + 1));
    }

    private void checkPatrol() throws InterruptedException {
        var start = Instant.now().minusSeconds(600);
        var begin = Map.of("kind", "FIRE", "regionCode", VILLAGE, "transport", "FOOT", "startedAt", start.toString());
        var finish = Map.of("finishedAt", start.plusSeconds(300).toString());
        steps.run(
                "the ranger begins a patrol (201)",
                () -> ranger.put(patrolPath(""), begin).expect(201));
        steps.run(
                "the ranger uploads a segment of the track (201)",
                () -> ranger.put(patrolPath("/segments/0"), segment(start)).expect(201));
        steps.run(
                "the ranger finishes the patrol and gets the summary",
                () -> ranger.put(patrolPath("/finish"), finish).expect(200).expect("points", String.valueOf(POINTS)));
        steps.run("the ranger downloads the track", this::track);
    }

    private JsonNode awaitAlert(AlertStreamClient stream) throws InterruptedException {
        return stream.await(alert -> alert.path("incidentId").asText().equals(incident.toString()), TIMEOUT);
    }

    private ApiResponse act(ApiClient user, String action, String status) {
        return user.act(action, incident, "deploy/up --check").expect("status", status);
    }

    /** The number of closed incidents among those that were reported in the county since yesterday. */
    private int closed() {
        var today = LocalDate.now(CHINA);
        return supervisor
                .get("/api/statistics/closure?region=%s&from=%s&to=%s&by=kind"
                        .formatted(COUNTY, today.minusDays(1), today))
                .expect(200)
                .json()
                .path("total")
                .path("closed")
                .asInt();
    }

    private int awaitClosed(int expected) throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        int closed = closed();
        while (closed < expected) {
            if (System.nanoTime() > deadline) {
                throw new UnexpectedResponseException("%d are closed instead of %d".formatted(closed, expected));
            }
            Thread.sleep(POLL);
            closed = closed();
        }
        return closed;
    }

    /** Points on a straight line, one a minute. */
    private static Map<String, Object> segment(Instant start) {
        return Map.of(
                "points",
                IntStream.range(0, POINTS)
                        .mapToObj(i -> Map.of(
                                "t", start.plusSeconds(60L * i).toString(), "lat", 30.05 + 0.0005 * i, "lon", 104.65))
                        .toList());
    }

    private ApiResponse track() {
        var response = ranger.get(patrolPath("/track.geojson")).expect(200);
        int positions = response.json().findValues("coordinates").stream()
                .mapToInt(SmokeCheck::countPositions)
                .sum();
        if (positions != POINTS) {
            throw new UnexpectedResponseException(
                    "the track has %d points instead of %d: %s".formatted(positions, POINTS, response.text()));
        }
        return response;
    }

    /** Counts the positions of a LineString or, nested, of a MultiLineString. */
    private static int countPositions(JsonNode coordinates) {
        if (coordinates.path(0).isNumber()) {
            return 1;
        }
        int sum = 0;
        for (var part : coordinates) {
            sum += countPositions(part);
        }
        return sum;
    }

    private String incidentPath() {
        return "/api/incidents/" + incident;
    }

    private String patrolPath(String rest) {
        return "/api/patrols/" + patrol + rest;
    }
}
