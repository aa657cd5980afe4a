package org.linzhang.notification;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

import org.linzhang.platform.testing.Tokens;

/** A person's inbox, as their screen would read it. */
public record InboxReader(String token) {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    public static InboxReader user(String username) {
        return new InboxReader(Tokens.of(username));
    }

    /** Their alerts of an incident, of the newest two hundred. */
    public List<Map<String, Object>> of(UUID incident) {
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

    /** Their alert of an incident, as soon as there is one. */
    public Map<String, Object> await(UUID incident) {
        return await(incident, alert -> true);
    }

    /** Their alert of an incident, as soon as it has come so far. */
    public Map<String, Object> await(UUID incident, Predicate<Map<String, Object>> far) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(PATIENCE)
                .until(() -> of(incident), found -> found.size() == 1 && far.test(found.getFirst()))
                .getFirst();
    }
}
