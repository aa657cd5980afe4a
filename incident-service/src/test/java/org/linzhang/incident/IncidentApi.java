package org.linzhang.incident;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import org.linzhang.incident.event.IncidentEvent;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Tokens;

/** A client of the service's HTTP API, for tests. */
public final class IncidentApi {

    public static final String CITY = "5120";
    public static final String COUNTY = "512002";
    public static final String TOWNSHIP = "512002100";
    public static final String VILLAGE = "512002100201";
    public static final Map<String, Double> IN_YANJIANG = Map.of("lat", 30.12, "lon", 104.65);

    private IncidentApi() {}

    /** A request by a demo user. */
    public static RequestSpecification as(String username) {
        return with(Tokens.of(username));
    }

    public static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /** A complete report of a fire in the village; a pair of name and value sets a field, a null value removes it. */
    public static Map<String, Object> fire(Object... fieldsAndValues) {
        var report = new HashMap<String, Object>(Map.of(
                "kind", "FIRE",
                "severity", "MAJOR",
                "regionCode", VILLAGE,
                "description", "山脚冒烟",
                "reportedAt", Instant.now().toString()));
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            report.put((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        report.values().removeIf(value -> value == null);
        return report;
    }

    public static ValidatableResponse put(String username, UUID id, Object report) {
        return as(username).body(report).put("/api/incidents/{id}", id).then();
    }

    /** Reports an incident as a demo user and returns its id. */
    public static UUID reported(String username, Map<String, Object> report) {
        var id = Generators.timeBasedEpochGenerator().generate();
        put(username, id, report).statusCode(201);
        return id;
    }

    public static UUID reported() {
        return reported("ranger", fire());
    }

    public static ValidatableResponse post(String username, UUID id, String action, Object... fieldsAndValues) {
        return as(username)
                .body(body(fieldsAndValues))
                .post("/api/incidents/{id}/{action}", id, action)
                .then();
    }

    /** Like {@link #post}; the action must succeed. */
    public static ValidatableResponse perform(String username, UUID id, String action, Object... fieldsAndValues) {
        return post(username, id, action, fieldsAndValues).statusCode(200);
    }

    public static ValidatableResponse get(String username, String path, Object... parameters) {
        return as(username).get(path, parameters).then();
    }

    /** {@code done} is the note unless the fields say otherwise. */
    private static Map<String, Object> body(Object... fieldsAndValues) {
        var body = new HashMap<String, Object>(Map.of("note", "done"));
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            body.put((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return body;
    }

    /** Waits for a number of events of an incident; returns them and any that follow within 200 ms. */
    public static List<EventProbe.Seen> publishedEvents(UUID incident, int atLeast) {
        try (var probe = EventProbe.on(IncidentEvent.TOPIC)) {
            probe.awaitEvents(incident.toString(), atLeast);
            return probe.settled(incident.toString(), Duration.ofMillis(200));
        }
    }
}
