package org.linzhang.patrol.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.util.ArrayList;
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
    void a_patrol_is_visible_in_its_region_and_above_and_nowhere_else() {
        // Given
        var id = ranger.start();
        ranger.segment(id, 0, PatrolApi.eastwards(0, 10)).statusCode(201);
        var outsider = PatrolApi.of("outsider");
        var outsidersOwn = UUID.randomUUID();
        outsider.start(outsidersOwn, PatrolApi.START_BODY.replace("512002100201", "512021"))
                .statusCode(201);

        // Then
        for (var above : List.of("village", "township", "county", "city", "supervisor", "police", "admin")) {
            PatrolApi.of(above).get("/api/patrols/" + id).statusCode(200);
            PatrolApi.of(above)
                    .get("/api/patrols?limit=200&person=ranger")
                    .statusCode(200)
                    .body("items.id", hasItem(id.toString()));
        }
        outsider.get("/api/patrols/" + id).statusCode(404);
        outsider.get("/api/patrols/" + id + "/track").statusCode(404);
        outsider.get("/api/patrols/" + id + "/track.geojson").statusCode(404);
        outsider.get("/api/patrols/" + id + "/track.gpx").statusCode(404);
        outsider.start(id, PatrolApi.START_BODY).statusCode(404);
        outsider.start(UUID.randomUUID(), PatrolApi.START_BODY).statusCode(404);
        outsider.segment(id, 1, PatrolApi.eastwards(0, 10)).statusCode(404);
        outsider.gpx(id, 1, PatrolApi.recording()).statusCode(404);
        outsider.finish(id).statusCode(404);
        outsider.get("/api/patrols")
                .statusCode(200)
                .body("items.id", hasItem(outsidersOwn.toString()))
                .body("items.id", not(hasItem(id.toString())));
        outsider.get("/api/patrols?region=512002").statusCode(404);
        assertThat(database.segments(id)).hasSize(1);
        ConsumedEvents.assertPublished(id, "started");
    }

    @Test
    void a_patrol_is_not_visible_in_the_next_village() {
        // Given: the village with the next code
        var neighbour = new PatrolApi(Tokens.of("neighbour", "邻村护林", "512002100202", "ranger"));
        var id = UUID.randomUUID();
        neighbour.start(id, PatrolApi.START_BODY.replace("100201", "100202")).statusCode(201);

        // Then
        ranger.get("/api/patrols/" + id).statusCode(404);
        ranger.start(UUID.randomUUID(), PatrolApi.START_BODY.replace("100201", "100202"))
                .statusCode(404);
        PatrolApi.of("township").get("/api/patrols/" + id).statusCode(200);
    }

    @Test
    void a_caller_of_several_regions_records_and_lists_patrols_in_each_of_them_and_in_no_other() {
        // Given
        var several = new PatrolApi(Tokens.of("several", "两地护林", List.of("512021", "512002100202"), "ranger"));
        var ids = new ArrayList<String>();
        for (var region : List.of("512002100202", "512021100")) {
            var id = UUID.randomUUID();
            several.start(id, PatrolApi.START_BODY.replace("512002100201", region))
                    .statusCode(201);
            several.segment(id, 0, PatrolApi.eastwards(0, 10)).statusCode(201);
            several.finish(id).statusCode(200);
            several.segment(id, 1, PatrolApi.eastwards(10, 10)).statusCode(201);
            several.get("/api/patrols/" + id).statusCode(200);
            ids.add(id.toString());
        }
        var elsewhere = ranger.start();

        // Then
        several.get("/api/patrols?person=me").body("items.id", containsInAnyOrder(ids.toArray()));
        several.get("/api/patrols?limit=200").body("items.id", not(hasItem(elsewhere.toString())));
        several.get("/api/patrols?person=me&region=512021").body("items.id", contains(ids.getLast()));
        several.get("/api/patrols?region=512002").statusCode(404);
        several.get("/api/patrols/" + elsewhere).statusCode(404);
        several.segment(elsewhere, 0, PatrolApi.eastwards(0, 10)).statusCode(404);
        several.start(UUID.randomUUID(), PatrolApi.START_BODY).statusCode(404);
    }

    @Test
    void only_rangers_and_chiefs_record_patrols_and_only_their_own() {
        // Given
        var id = ranger.start();

        // Then
        for (var username : List.of("supervisor", "police", "admin")) {
            var user = PatrolApi.of(username);
            user.start(UUID.randomUUID(), PatrolApi.START_BODY)
                    .statusCode(403)
                    .body("type", equalTo("https://linzhang.org/problems/forbidden"));
            user.segment(id, 0, PatrolApi.eastwards(0, 2)).statusCode(403);
            user.finish(id).statusCode(403);
        }
        PatrolApi.of("village").segment(id, 0, PatrolApi.eastwards(0, 2)).statusCode(403);
        PatrolApi.of("village").finish(id).statusCode(403);
        PatrolApi.of("county").start(UUID.randomUUID(), PatrolApi.START_BODY).statusCode(201);
        new PatrolApi("no token").start(id, PatrolApi.START_BODY).statusCode(401);
        RestAssured.get("/api/patrols").then().statusCode(401);
    }
}
