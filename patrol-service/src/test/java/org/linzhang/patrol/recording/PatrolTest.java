package org.linzhang.patrol.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class PatrolTest {

    private final PatrolApi ranger = PatrolApi.of("ranger");

    @Inject
    Database database;

    @Test
    void starting_a_patrol_stores_it_and_publishes_an_event() {
        // Given
        var id = UUID.randomUUID();

        // When
        ranger.start(id, """
                        {"kind":"FIRE","regionCode":"512002100201","startedAt":"2026-11-20T08:30:00+08:00",
                         "transport":"MOTORCYCLE","taskId":"018f0000-0000-7000-8000-000000000001",
                         "areaId":"018f0000-0000-7000-8000-000000000002","companions":["李护林","周护林"]}""")
                .statusCode(201)
                .body("id", equalTo(id.toString()))
                .body("kind", equalTo("FIRE"))
                .body("regionName", startsWith("雁江区雁江镇小堰村"))
                .body("startedAt", equalTo("2026-11-20T00:30:00Z"))
                .body("transport", equalTo("MOTORCYCLE"))
                .body("companions", contains("李护林", "周护林"))
                .body("patroller", equalTo("ranger"))
                .body("patrollerName", equalTo("张护林"))
                .body("receivedAt", notNullValue())
                .body("finishedAt", nullValue())
                .body("summary", nullValue());

        // Then
        var event = ConsumedEvents.assertPublished(id, "started").getFirst();
        assertThat(new JsonObject(event.payload()).getMap())
                .containsEntry("patroller", "ranger")
                .containsEntry("region", "512002100201");
        assertThat(event.headers()).containsEntry("ce_source", "/patrol-service");
    }

    @Test
    void a_repeated_start_changes_nothing_and_a_different_one_is_a_conflict() {
        // Given
        var id = ranger.start();

        // Then: an equal time with another offset and the default transport are no difference
        ranger.start(id, PatrolApi.START_BODY).statusCode(200);
        ranger.start(id, """
                        {"startedAt":"2026-11-20T00:30:00Z","transport":"FOOT","companions":[],
                         "regionCode":"512002100201","kind":"FIRE"}""").statusCode(200);
        for (var other : List.of(
                PatrolApi.START_BODY.replace("FIRE", "ROUTINE"),
                PatrolApi.START_BODY.replace("08:30", "08:31"),
                PatrolApi.START_BODY.replace("}", ",\"transport\":\"BOAT\"}"),
                PatrolApi.START_BODY.replace("}", ",\"companions\":[\"李护林\"]}"))) {
            ranger.start(id, other)
                    .statusCode(409)
                    .body("type", equalTo("https://linzhang.org/problems/conflicting-body"));
        }
        PatrolApi.of("village").start(id, PatrolApi.START_BODY).statusCode(409);
        ConsumedEvents.assertPublished(id, "started");
    }

    @Test
    void of_many_simultaneous_starts_one_is_stored_and_all_succeed() throws Exception {
        UUID last = null;
        for (int round = 0; round < 5; round++) {
            // Given
            var id = UUID.randomUUID();

            // When
            var statuses = Concurrently.run(
                    8, () -> ranger.start(id, PatrolApi.START_BODY).extract().statusCode());

            // Then
            assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
            assertThat(database.patrols(id)).hasSize(1);
            last = id;
        }
        ConsumedEvents.assertPublished(last, "started");
    }

    @Test
    void a_finished_patrol_is_summarized_and_published_once() {
        // Given
        var id = ranger.start();
        ranger.segment(id, 0, PatrolApi.eastwards(0, 181)).statusCode(201);
        ranger.segment(id, 1, PatrolApi.eastwards(181, 180)).statusCode(201);

        // When
        for (int times = 0; times < 3; times++) {
            ranger.finish(id)
                    .statusCode(200)
                    .body("distanceMetres", equalTo(2160.7f))
                    .body("durationSeconds", equalTo(1800))
                    .body("movingSeconds", equalTo(1800))
                    .body("points", equalTo(361))
                    .body("excludedPoints", equalTo(0))
                    .body("evidence", empty());
        }
        ranger.finish(id, PatrolApi.FINISH_BODY.replace("09:00", "09:01"))
                .statusCode(409)
                .body("type", equalTo("https://linzhang.org/problems/conflicting-body"));

        // Then
        ConsumedEvents.assertPublished(id, "started", "finished");
        PatrolApi.of("county")
                .get("/api/patrols/" + id)
                .statusCode(200)
                .body("finishedAt", equalTo("2026-11-20T01:00:00Z"))
                .body("summary.points", equalTo(361));
    }

    @Test
    void of_simultaneous_finishes_one_is_published() throws Exception {
        // Given
        var id = ranger.start();
        ranger.segment(id, 0, PatrolApi.eastwards(0, 100)).statusCode(201);

        // When
        var statuses = Concurrently.run(6, () -> ranger.finish(id).extract().statusCode());

        // Then
        assertThat(statuses).containsOnly(200);
        ConsumedEvents.assertPublished(id, "started", "finished");
    }

    @Test
    void a_ride_recorded_as_a_walk_is_stored_and_found_too_fast() {
        // Given: 48 m every five seconds, 35 km/h
        var id = ranger.start();
        var ride = new StringBuilder("{\"points\":[");
        for (int i = 0; i < 100; i++) {
            ride.append(i == 0 ? "" : ",")
                    .append("""
                    {"t":"%s","lat":30.12,"lon":%s}""".formatted(PatrolApi.STARTED_AT.plusSeconds(5L * i), 104.60 + i * 0.0005));
        }

        // When
        ranger.segment(id, 0, ride.append("]}").toString()).statusCode(201);

        // Then
        ranger.finish(id, "{\"finishedAt\":\"%s\"}".formatted(PatrolApi.STARTED_AT.plusSeconds(500)))
                .statusCode(200)
                .body("excludedPoints", equalTo(0))
                .body("evidence.code", contains("TOO_FAST"))
                .body("evidence[0].value", equalTo(34.0f));
        var event = ConsumedEvents.assertPublished(id, "started", "finished").getLast();
        assertThat(new JsonObject(event.payload()).getJsonArray("evidence")).containsExactly("TOO_FAST");
    }

    @Test
    void a_patrol_without_a_track_can_be_finished() {
        ranger.finish(ranger.start())
                .statusCode(200)
                .body("points", equalTo(0))
                .body("evidence.code", contains("NO_TRACK"));
    }

    @Test
    void the_clock_of_a_phone_may_be_ten_minutes_ahead() {
        startAt(Instant.now().plus(Duration.ofMinutes(9))).statusCode(201);
        startAt(Instant.now().plus(Duration.ofMinutes(11))).statusCode(400).body("field", equalTo("startedAt"));
    }

    private ValidatableResponse startAt(Instant time) {
        return ranger.start(
                UUID.randomUUID(), PatrolApi.START_BODY.replace("2026-11-20T08:30:00+08:00", time.toString()));
    }
}
