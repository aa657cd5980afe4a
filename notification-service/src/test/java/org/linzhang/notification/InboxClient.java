package org.linzhang.notification;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import io.restassured.response.ValidatableResponse;
import org.awaitility.Awaitility;

import org.linzhang.platform.testing.Tokens;

/** Reads a person's inbox and acknowledges alerts, over HTTP. */
public record InboxClient(String token) {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    public static InboxClient user(String username) {
        return new InboxClient(Tokens.of(username));
    }

    /** The alerts of an incident, among the newest two hundred. */
    public List<Map<String, Object>> alertsOf(UUID incident) {
        List<Map<String, Object>> items = given().auth()
                .oauth2(token)
                .get("/api/alerts?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
        return items.stream()
                .filter(alert -> incident.toString().equals(alert.get("incidentId")))
                .toList();
    }

    /** Waits for the alert of an incident. */
    public Map<String, Object> await(UUID incident) {
        return await(incident, alert -> true);
    }

    /** Waits until the alert of an incident meets a condition. */
    public Map<String, Object> await(UUID incident, Predicate<Map<String, Object>> condition) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(TIMEOUT)
                .until(() -> alertsOf(incident), found -> found.size() == 1 && condition.test(found.getFirst()))
                .getFirst();
    }

    public ValidatableResponse acknowledge(Map<String, Object> alert) {
        return acknowledge(alert.get("id").toString());
    }

    public ValidatableResponse acknowledge(String alertId) {
        return given().auth()
                .oauth2(token)
                .post("/api/alerts/" + alertId + "/acknowledge")
                .then();
    }
}
