package org.linzhang.incident.lifecycle;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.linzhang.incident.IncidentApi.COUNTY;
import static org.linzhang.incident.IncidentApi.TOWNSHIP;
import static org.linzhang.incident.IncidentApi.VILLAGE;
import static org.linzhang.incident.IncidentApi.done;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.post;
import static org.linzhang.incident.IncidentApi.reported;
import static org.linzhang.incident.IncidentApi.with;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.linzhang.notification.event.PersonAppointed;
import org.linzhang.notification.event.RosterEvent;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class HandOverTest {

    /** A township beside that of the demo village. */
    private static final String BESIDE = "512002001";

    @Inject
    ObjectMapper json;

    @Inject
    Pool pool;

    @Test
    void an_incident_is_handed_to_a_person_of_the_roster_and_handled_by_them() {
        // Given
        appointed("ranger", "张护林", "ranger", VILLAGE);
        var id = accepted();
        // When
        done("county", id, "hand-over", "to", "ranger")
                .body("handedTo.region", nullValue())
                .body("handedTo.username", equalTo("ranger"))
                .body("handedTo.name", equalTo("张护林"));
        // Then
        done("ranger", id, "handle", "note", "打扫过了").body("status", equalTo("HANDLED"));
        done("supervisor", id, "send-back", "note", "没打扫干净").body("handedTo.username", equalTo("ranger"));
    }

    @Test
    void the_newest_name_of_a_person_counts() {
        // Given
        appointed("renamed", "老名字", "ranger", VILLAGE);
        appointed("renamed", "新名字", "ranger", VILLAGE);
        // Then
        done("county", accepted(), "hand-over", "to", "renamed").body("handedTo.name", equalTo("新名字"));
    }

    @Test
    void who_it_was_handed_to_sideways_sees_and_handles_it_and_decides_nothing() {
        // Given
        var neighbour = Tokens.of("neighbour", "邻镇林长", BESIDE, "chief");
        var id = accepted();
        with(neighbour).get("/api/incidents/{id}", id).then().statusCode(404);
        // When
        done("county", id, "hand-over", "to", BESIDE);
        // Then
        with(neighbour).get("/api/incidents/{id}", id).then().statusCode(200);
        with(neighbour).get("/api/incidents/{id}/history", id).then().statusCode(200);
        with(neighbour).get("/api/incidents").then().body("items.id", hasItem(id.toString()));
        with(neighbour).get("/api/incidents?region=" + BESIDE).then().body("items.id", not(hasItem(id.toString())));
        with(neighbour).post("/api/incidents/{id}/verify", id).then().statusCode(403);
        with(Tokens.of("neighbours-ranger", "x", BESIDE, "ranger"))
                .get("/api/incidents/{id}", id)
                .then()
                .statusCode(404);
        with(neighbour)
                .body(Map.of("note", "done"))
                .post("/api/incidents/{id}/handle", id)
                .then()
                .statusCode(200);
    }

    @Test
    void who_it_was_taken_from_sideways_no_longer_sees_it() {
        // Given
        var neighbour = Tokens.of("neighbour", "邻镇林长", BESIDE, "chief");
        var id = accepted();
        done("county", id, "hand-over", "to", BESIDE);
        // When
        done("county", id, "hand-over", "to", TOWNSHIP);
        // Then
        with(neighbour).get("/api/incidents/{id}", id).then().statusCode(404);
    }

    @Test
    void a_person_sideways_sees_what_was_handed_to_them() {
        // Given
        appointed("helper", "邻镇护林员", "ranger", BESIDE);
        var helper = Tokens.of("helper", "邻镇护林员", BESIDE, "ranger");
        var id = accepted();
        // When
        done("county", id, "hand-over", "to", "helper");
        // Then
        with(helper).get("/api/incidents").then().body("items.id", hasItem(id.toString()));
        with(helper)
                .body(Map.of("note", "done"))
                .post("/api/incidents/{id}/handle", id)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, invalid-field, name a region code or a username",
                "' ', invalid-field, name a region code or a username",
                "nobody, invalid-field, no person in your region",
                "stranger, invalid-field, no person in your region",
                "512002999, unknown-region, no region has the code",
                "512021, invalid-field, lies outside your region"
            })
    void whom_there_is_not_or_who_is_elsewhere_gets_nothing(String to, String type, String detail) {
        // Given
        appointed("stranger", "安岳护林员", "ranger", "512021");
        var id = accepted();
        // When
        post("county", id, "hand-over", "to", to)
                .statusCode(400)
                .body("type", equalTo("https://linzhang.org/problems/" + type))
                .body("field", equalTo("to"))
                .body("detail", containsString(detail));
        // Then
        get("county", "/api/incidents/{id}", id).body("status", equalTo("ACCEPTED"));
    }

    @Test
    void a_township_does_not_hand_up() {
        post("township", accepted(), "hand-over", "to", COUNTY).statusCode(400).body("field", equalTo("to"));
    }

    @Test
    void what_was_handed_to_a_village_may_be_handled_by_its_chief_and_those_above_but_not_by_its_ranger() {
        // Given
        var id = accepted();
        done("county", id, "hand-over", "to", VILLAGE);
        // Then
        post("ranger", id, "handle").statusCode(403);
        done("village", id, "handle");
    }

    private UUID accepted() {
        var id = reported("ranger", fire());
        done("county", id, "accept");
        return id;
    }

    /** Somebody of the roster, as notification-service tells it; waits until it has arrived. */
    private void appointed(String username, String name, String role, String region) {
        var event = new PersonAppointed(UUID.randomUUID(), Instant.now(), RegionCode.of(region), username, name, role);
        try {
            EventProbe.send(
                    RosterEvent.TOPIC, event.key(), Map.of("ce_type", event.type()), json.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> pool.preparedQuery("select 1 from appointment where username = $1 and name = $2")
                                .executeAndAwait(Tuple.of(username, name))
                                .size()
                        == 1);
    }
}
