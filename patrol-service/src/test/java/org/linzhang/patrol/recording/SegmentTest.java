package org.linzhang.patrol.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class SegmentTest {

    private final PatrolApi ranger = PatrolApi.of("ranger");

    @Inject
    Database database;

    @Test
    void a_segment_is_one_row_with_its_bounds_and_cells() {
        // Given
        var id = ranger.start();

        // When
        ranger.segment(id, 7, PatrolApi.eastwards(0, 100))
                .statusCode(201)
                .body("seq", equalTo(7))
                .body("points", equalTo(100));

        // Then
        var row = database.segments(id).getFirst();
        assertThat(row.getInteger("point_count")).isEqualTo(100);
        assertThat(row.getBuffer("points").length()).isLessThan(8 * 100);
        assertThat(row.getDouble("south")).isEqualTo(30.12);
        assertThat(row.getDouble("north")).isEqualTo(30.12);
        assertThat(row.getDouble("west")).isEqualTo(104.65);
        assertThat(row.getDouble("east")).isEqualTo(104.656166);
        assertThat(row.getOffsetDateTime("first_at").toInstant()).isEqualTo(PatrolApi.STARTED_AT);
        assertThat(row.getOffsetDateTime("last_at").toInstant()).isEqualTo(PatrolApi.STARTED_AT.plusSeconds(495));
        assertThat(row.getArrayOfLongs("cells")).hasSizeBetween(2, 5).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_repeated_segment_changes_nothing_and_a_different_one_is_a_conflict() {
        // Given
        var id = ranger.start();
        ranger.segment(id, 0, PatrolApi.eastwards(0, 10)).statusCode(201);

        // Then
        ranger.segment(id, 0, PatrolApi.eastwards(0, 10)).statusCode(200).body("points", equalTo(10));
        ranger.segment(id, 0, PatrolApi.eastwards(0, 11))
                .statusCode(409)
                .body("type", equalTo("https://linzhang.org/problems/conflicting-body"));
        ranger.segment(id, 1, PatrolApi.eastwards(0, 10)).statusCode(201);
        assertThat(database.segments(id).getFirst().getInteger("point_count")).isEqualTo(10);
    }

    @Test
    void of_many_simultaneous_uploads_of_a_segment_one_is_stored_and_all_succeed() throws Exception {
        for (int round = 0; round < 5; round++) {
            // Given
            var id = ranger.start();

            // When
            var statuses = Concurrently.run(
                    8,
                    () -> ranger.segment(id, 0, PatrolApi.eastwards(0, 500))
                            .extract()
                            .statusCode());

            // Then
            assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
            assertThat(database.segments(id)).hasSize(1);
        }
    }

    @Test
    void the_order_and_repetition_of_uploads_do_not_change_the_summary() {
        // Given
        var random = new Random(7);
        List<Object> expected = null;
        for (int round = 0; round < 4; round++) {
            var id = ranger.start();
            var uploads = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 0, 3, 5, 1));
            Collections.shuffle(uploads, random);
            int beforeFinish = round * 3; // the others arrive after the finish

            // When
            for (int i = 0; i < uploads.size(); i++) {
                if (i == beforeFinish) {
                    ranger.finish(id).statusCode(200);
                }
                int seq = uploads.get(i);
                ranger.segment(id, seq, PatrolApi.eastwards(60 * seq, 60));
            }
            ranger.finish(id).statusCode(200);

            // Then
            List<Object> summary = List.copyOf(ranger.get("/api/patrols/" + id)
                    .extract()
                    .<Map<String, Object>>path("summary")
                    .values());
            expected = expected == null ? summary : expected;
            assertThat(summary).isEqualTo(expected).contains(360, 1800);
        }
    }

    @Test
    void a_segment_after_the_finish_changes_the_summary_once() {
        // Given
        var id = ranger.start();
        ranger.segment(id, 1, PatrolApi.eastwards(200, 160)).statusCode(201);
        ranger.finish(id).body("points", equalTo(160)).body("evidence.code", contains("GAP"));

        // When
        ranger.segment(id, 0, PatrolApi.eastwards(0, 200)).statusCode(201);
        ranger.segment(id, 0, PatrolApi.eastwards(0, 200)).statusCode(200);
        ranger.segment(id, 0, PatrolApi.eastwards(0, 201)).statusCode(409);
        ranger.segment(id, 1, PatrolApi.eastwards(200, 160)).statusCode(200);

        // Then
        ranger.finish(id).statusCode(200).body("points", equalTo(360)).body("evidence", empty());
        var events = ConsumedEvents.assertPublished(id, "started", "finished", "finished");
        assertThat(events.subList(1, 3))
                .extracting(event -> new JsonObject(event.payload()).getInteger("points"))
                .containsExactly(160, 360);
        assertThat(events.subList(1, 3))
                .extracting(event -> new JsonObject(event.payload()).getInteger("revision"))
                .containsExactly(1, 2);
    }

    @Test
    void a_segment_stored_during_a_finish_is_in_the_summary() throws Exception {
        for (int round = 0; round < 5; round++) {
            // Given
            var id = ranger.start();
            List<Callable<Integer>> requests = new ArrayList<>();
            for (int seq = 0; seq < 8; seq++) {
                int number = seq;
                requests.add(() -> ranger.segment(id, number, PatrolApi.eastwards(number * 40, 40))
                        .extract()
                        .statusCode());
            }
            requests.add(4, () -> ranger.finish(id).extract().statusCode());

            // When
            assertThat(Concurrently.run(requests)).containsOnly(200, 201).containsOnlyOnce(200);

            // Then
            ranger.get("/api/patrols/" + id).body("summary.points", equalTo(320));
        }
    }
}
