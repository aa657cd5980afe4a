package org.linzhang.patrol.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class PatrolAccessTest {

    private final PatrolApi ranger = PatrolApi.of("ranger");

    @Inject
    Database database;

    @Test
    void whoever_is_above_sees_it_and_whoever_is_elsewhere_does_not() {
        // Given
        var id = ranger.begun();
        ranger.segment(id, 0, PatrolApi.eastwards(0, 10)).statusCode(201);

        // Then
        for (var above : List.of("village", "township", "county", "city", "supervisor", "police", "admin")) {
            PatrolApi.of(above).get("/api/patrols/" + id).statusCode(200);
            PatrolApi.of(above)
                    .get("/api/patrols?person=ranger")
                    .statusCode(200)
                    .body("items.id", hasItem(id.toString()));
        }
        var outsider = PatrolApi.of("outsider");
        outsider.get("/api/patrols/" + id).statusCode(404);
        outsider.get("/api/patrols/" + id + "/track").statusCode(404);
        outsider.get("/api/patrols/" + id + "/track.geojson").statusCode(404);
        outsider.get("/api/patrols/" + id + "/track.gpx").statusCode(404);
        outsider.begin(id, PatrolApi.BEGIN).statusCode(404);
        outsider.begin(UUID.randomUUID(), PatrolApi.BEGIN).statusCode(404);
        outsider.segment(id, 1, PatrolApi.eastwards(0, 10)).statusCode(404);
        outsider.gpx(id, 1, PatrolApi.recording()).statusCode(404);
        outsider.finish(id).statusCode(404);
        outsider.get("/api/patrols").statusCode(200).body("items.id", not(hasItem(id.toString())));
        outsider.get("/api/patrols?region=512002").statusCode(404);
        assertThat(database.segments(id)).hasSize(1);
        ConsumedEvents.assertTold(id, "begun");
    }

    @Test
    void a_region_is_no_prefix_of_text_but_of_places() {
        // Given: the village next door, whose code is not behind the ranger's own
        var neighbour = new PatrolApi(Tokens.of("neighbour", "邻村护林", "512002100202", "ranger"));
        var id = UUID.randomUUID();
        neighbour.begin(id, PatrolApi.BEGIN.replace("100201", "100202")).statusCode(201);

        // Then
        ranger.get("/api/patrols/" + id).statusCode(404);
        ranger.begin(UUID.randomUUID(), PatrolApi.BEGIN.replace("100201", "100202"))
                .statusCode(404);
        PatrolApi.of("township").get("/api/patrols/" + id).statusCode(200);
    }

    @Test
    void only_rangers_and_chiefs_patrol_and_only_their_own() {
        // Given
        var id = ranger.begun();

        // Then
        for (var watcher : List.of("supervisor", "police", "admin")) {
            var phone = PatrolApi.of(watcher);
            phone.begin(UUID.randomUUID(), PatrolApi.BEGIN)
                    .statusCode(403)
                    .body("type", equalTo("https://linzhang.org/problems/forbidden"));
            phone.segment(id, 0, PatrolApi.eastwards(0, 2)).statusCode(403);
            phone.finish(id).statusCode(403);
        }
        PatrolApi.of("village").segment(id, 0, PatrolApi.eastwards(0, 2)).statusCode(403);
        PatrolApi.of("village").finish(id).statusCode(403);
        PatrolApi.of("county").begin(UUID.randomUUID(), PatrolApi.BEGIN).statusCode(201);
        new PatrolApi("no token").begin(id, PatrolApi.BEGIN).statusCode(401);
        RestAssured.get("/api/patrols").then().statusCode(401);
    }
}
