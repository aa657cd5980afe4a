package org.linzhang.patrol.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.MovableClock;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

/** Requests that are repeated when they would be refused, and the entity tag of a patrol. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class RepeatedRequestTest {

    private static final String SEGMENT = PatrolApi.eastwards(0, 10);

    @Inject
    MovableClock clock;

    @Inject
    Database database;

    @Inject
    Pool pool;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void repeated_requests_are_recognised_after_the_patroller_has_moved_to_another_region() {
        // Given
        var id = UUID.randomUUID();
        var before = patroller("512002100201");
        before.start(id, PatrolApi.START_BODY).statusCode(201);
        before.segment(id, 0, SEGMENT).statusCode(201);
        before.finish(id).statusCode(200);
        // When
        var moved = patroller("512021");
        // Then
        moved.start(id, PatrolApi.START_BODY).statusCode(200);
        moved.segment(id, 0, SEGMENT).statusCode(200);
        moved.finish(id).statusCode(200).body("points", equalTo(10));
        ConsumedEvents.assertPublished(id, "started", "finished");
        // And: nothing else is possible there
        moved.start(id, PatrolApi.START_BODY.replace("FIRE", "ROUTINE")).statusCode(404);
        moved.segment(id, 0, PatrolApi.eastwards(0, 11)).statusCode(404);
        moved.segment(id, 1, SEGMENT).statusCode(404);
        moved.finish(id, PatrolApi.FINISH_BODY.replace("09:00", "09:01")).statusCode(404);
        moved.get("/api/patrols/" + id).statusCode(404);
        assertThat(database.segments(id)).hasSize(1);
    }

    @Test
    void another_person_outside_the_region_who_sends_the_same_requests_finds_nothing() {
        // Given
        var ranger = PatrolApi.of("ranger");
        var id = ranger.start();
        ranger.segment(id, 0, SEGMENT).statusCode(201);
        ranger.finish(id).statusCode(200);
        // Then
        var outsider = PatrolApi.of("outsider");
        outsider.start(id, PatrolApi.START_BODY).statusCode(404);
        outsider.segment(id, 0, SEGMENT).statusCode(404);
        outsider.finish(id).statusCode(404);
    }

    @Test
    void repeated_requests_are_recognised_after_the_clock_of_the_server_was_set_back() {
        // Given
        var ranger = PatrolApi.of("ranger");
        var id = ranger.start();
        ranger.finish(id).statusCode(200);
        // When
        clock.advance(Duration.ofDays(-3650));
        // Then
        ranger.start(id, PatrolApi.START_BODY).statusCode(200);
        ranger.finish(id).statusCode(200);
        ranger.start(UUID.randomUUID(), PatrolApi.START_BODY).statusCode(400);
    }

    @Test
    void a_patrol_has_another_tag_after_each_change_and_is_not_sent_again_without_one() {
        // Given
        var ranger = PatrolApi.of("ranger");
        var id = UUID.randomUUID();
        var tags = new ArrayList<String>();
        tags.add(ranger.start(id, PatrolApi.START_BODY).extract().header("ETag"));
        // When
        ranger.finish(id).statusCode(200);
        tags.add(tagOf(id));
        ranger.segment(id, 0, SEGMENT).statusCode(201);
        tags.add(tagOf(id));
        pool.preparedQuery("update patrol set summary = summary where id = $1").executeAndAwait(Tuple.of(id));
        tags.add(tagOf(id));
        // Then
        assertThat(tags).doesNotContainNull().doesNotHaveDuplicates();
        getIfNoneMatch(id, tags.getLast()).statusCode(304).body(emptyString());
        for (var old : List.of(tags.getFirst(), tags.get(1))) {
            getIfNoneMatch(id, old).statusCode(200).header("ETag", tags.getLast());
        }
    }

    private static PatrolApi patroller(String region) {
        return new PatrolApi(Tokens.of("moving-ranger", "调动护林员", region, "ranger"));
    }

    private static String tagOf(UUID id) {
        return PatrolApi.of("ranger").get("/api/patrols/" + id).extract().header("ETag");
    }

    private static ValidatableResponse getIfNoneMatch(UUID id, String tag) {
        return PatrolApi.of("ranger")
                .request()
                .header("If-None-Match", tag)
                .get("/api/patrols/" + id)
                .then();
    }
}
