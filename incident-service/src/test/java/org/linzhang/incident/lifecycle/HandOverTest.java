package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.linzhang.incident.IncidentApi.COUNTY;
import static org.linzhang.incident.IncidentApi.TOWNSHIP;
import static org.linzhang.incident.IncidentApi.VILLAGE;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.post;
import static org.linzhang.incident.IncidentApi.reported;
import static org.linzhang.incident.IncidentApi.with;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;
import org.linzhang.roster.event.PersonAppointed;
import org.linzhang.roster.event.RosterEvent;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class HandOverTest {

    /** A township next to that of the demo village. */
    private static final String NEIGHBOUR = "512002001";

    @Inject
    ObjectMapper json;

    @Inject
    Pool pool;

    @Test
    void a_person_on_the_roster_handles_an_incident_handed_over_to_them_and_gets_it_back() {
        // Given
        appoint("ranger", "张护林", "ranger", VILLAGE);
        var id = accepted();
        // When
        perform("county", id, "hand-over", "to", "ranger")
                .body("handedTo.region", nullValue())
                .body("handedTo.username", equalTo("ranger"))
                .body("handedTo.name", equalTo("张护林"));
        // Then
        perform("ranger", id, "handle", "note", "打扫过了").body("status", equalTo("HANDLED"));
        perform("supervisor", id, "send-back", "note", "没打扫干净").body("handedTo.username", equalTo("ranger"));
    }

    @Test
    void an_assignee_has_the_latest_name_from_the_roster() {
        // Given
        appoint("renamed", "老名字", "ranger", VILLAGE);
        appoint("renamed", "新名字", "ranger", VILLAGE);
        // Then
        perform("county", accepted(), "hand-over", "to", "renamed").body("handedTo.name", equalTo("新名字"));
    }

    @Test
    void the_chief_of_a_neighbouring_region_sees_and_handles_an_incident_handed_over_to_them_but_may_not_verify_it() {
        // Given
        var neighbour = Tokens.of("neighbour", "邻镇林长", NEIGHBOUR, "chief");
        var own = reported("admin", fire("regionCode", NEIGHBOUR));
        var id = accepted();
        with(neighbour).get("/api/incidents/{id}", id).then().statusCode(404);
        // When
        perform("county", id, "hand-over", "to", NEIGHBOUR);
        // Then
        with(neighbour).get("/api/incidents/{id}", id).then().statusCode(200);
        with(neighbour).get("/api/incidents/{id}/history", id).then().statusCode(200);
        with(neighbour).get("/api/incidents").then().body("items.id", hasItem(id.toString()));
        with(neighbour)
                .get("/api/incidents?region=" + NEIGHBOUR)
                .then()
                .statusCode(200)
                .body("items.id", hasItem(own.toString()))
                .body("items.id", not(hasItem(id.toString())));
        with(neighbour).post("/api/incidents/{id}/verify", id).then().statusCode(403);
        with(Tokens.of("neighbours-ranger", "x", NEIGHBOUR, "ranger"))
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
    void a_former_assignee_outside_the_region_no_longer_sees_the_incident() {
        // Given
        var neighbour = Tokens.of("neighbour", "邻镇林长", NEIGHBOUR, "chief");
        var id = accepted();
        perform("county", id, "hand-over", "to", NEIGHBOUR);
        // When
        perform("county", id, "hand-over", "to", TOWNSHIP);
        // Then
        with(neighbour).get("/api/incidents/{id}", id).then().statusCode(404);
    }

    @Test
    void a_ranger_of_a_neighbouring_region_sees_and_handles_an_incident_handed_over_to_them() {
        // Given
        appoint("helper", "邻镇护林员", "ranger", NEIGHBOUR);
        var helper = Tokens.of("helper", "邻镇护林员", NEIGHBOUR, "ranger");
        var id = accepted();
        // When
        perform("county", id, "hand-over", "to", "helper");
        // Then
        with(helper).get("/api/incidents").then().body("items.id", hasItem(id.toString()));
        with(Tokens.of("neighbour", "邻镇林长", NEIGHBOUR, "chief"))
                .get("/api/incidents/{id}", id)
                .then()
                .statusCode(404);
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
                "nobody, invalid-field, no person in your region has this username",
                "stranger, invalid-field, no person in your region has this username",
                "512002999, unknown-region, no region has the code",
                "512021, invalid-field, is outside your region"
            })
    void a_hand_over_to_an_unknown_recipient_or_outside_the_region_is_refused(String to, String type, String detail) {
        // Given
        appoint("stranger", "安岳护林员", "ranger", "512021");
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
    void a_township_chief_may_not_hand_over_to_the_county() {
        post("township", accepted(), "hand-over", "to", COUNTY).statusCode(400).body("field", equalTo("to"));
    }

    @Test
    void an_incident_handed_over_to_a_village_is_handled_by_its_chief_and_not_by_its_ranger() {
        // Given
        var id = accepted();
        perform("county", id, "hand-over", "to", VILLAGE);
        // Then
        post("ranger", id, "handle").statusCode(403);
        perform("village", id, "handle");
    }

    @Test
    void a_person_whose_appointment_was_deleted_from_the_roster_gets_no_more_incidents() {
        // Given
        appoint("transferred", "调走的护林员", "ranger", VILLAGE);
        appoint("transferred", "调走的护林员", "ranger", TOWNSHIP);
        // When
        dismiss("transferred", VILLAGE);
        // Then
        await().until(() -> regionsOf("transferred").equals(List.of(TOWNSHIP)));
        // When
        dismiss("transferred", TOWNSHIP);
        await().until(() -> regionsOf("transferred").isEmpty());
        post("county", accepted(), "hand-over", "to", "transferred")
                .statusCode(400)
                .body("field", equalTo("to"));
        // Then
        try (var probe = EventProbe.on("incident.roster.dead-letter.v1")) {
            assertThat(probe.settled(VILLAGE + "/transferred", Duration.ofSeconds(1)))
                    .isEmpty();
        }
    }

    @Test
    void a_deletion_that_is_delivered_again_does_not_dismiss_a_person_who_was_appointed_again() {
        // Given
        var deletion = Map.of("ce_id", UUID.randomUUID().toString());
        var key = VILLAGE + "/returned";
        appoint("returned", "张护林", "ranger", VILLAGE);
        EventProbe.send(RosterEvent.TOPIC, key, deletion, null);
        await().until(() -> regionsOf("returned").isEmpty());
        appoint("returned", "又来的护林员", "ranger", VILLAGE);
        // When
        EventProbe.send(RosterEvent.TOPIC, key, deletion, null);
        // Then, after a later event of the same partition
        appoint(
                key,
                new PersonAppointed(
                        UUID.randomUUID(),
                        Instant.now(),
                        RegionCode.of(VILLAGE),
                        new Username("next"),
                        new PersonName("下一位"),
                        "ranger"));
        assertThat(regionsOf("returned")).containsExactly(VILLAGE);
    }

    private UUID accepted() {
        var id = reported("ranger", fire());
        perform("county", id, "accept");
        return id;
    }

    private static void dismiss(String username, String region) {
        EventProbe.send(RosterEvent.TOPIC, region + "/" + username, Map.of(), null);
    }

    private List<String> regionsOf(String username) {
        return pool
                .preparedQuery("select region_code from appointment where username = $1 order by 1")
                .executeAndAwait(Tuple.of(username))
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** Publishes an appointment and waits until the service has stored it. */
    private void appoint(String username, String name, String role, String region) {
        var event = new PersonAppointed(
                UUID.randomUUID(),
                Instant.now(),
                RegionCode.of(region),
                new Username(username),
                new PersonName(name),
                role);
        appoint(event.key(), event);
    }

    private void appoint(String key, PersonAppointed event) {
        try {
            EventProbe.send(RosterEvent.TOPIC, key, Map.of("ce_type", event.type()), json.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> pool.preparedQuery(
                                        "select 1 from appointment where username = $1 and name = $2 and region_code = $3")
                                .executeAndAwait(Tuple.of(
                                        event.username().value(),
                                        event.name().value(),
                                        event.region().value()))
                                .size()
                        == 1);
    }
}
