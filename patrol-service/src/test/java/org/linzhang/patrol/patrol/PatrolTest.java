package org.linzhang.patrol.patrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import org.linzhang.patrol.event.PatrolEvent;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class PatrolTest {

    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private final Phone ranger = Phone.of("ranger");

    @Inject
    Pool database;

    @Test
    void a_ranger_begins_a_patrol_and_it_is_told() {
        // Given
        var id = UUID.randomUUID();

        // When
        ranger.begin(id, """
                        {"kind":"FIRE","regionCode":"512002100201","startedAt":"2026-11-20T08:30:00+08:00",
                         "transport":"MOTORCYCLE","taskId":"018f0000-0000-7000-8000-000000000001",
                         "areaId":"018f0000-0000-7000-8000-000000000002","companions":["李护林","周护林"]}""")
                .statusCode(201)
                .body("id", equalTo(id.toString()))
                .body("kind", equalTo("FIRE"))
                .body("regionName", equalTo("雁江区雁江镇小堰村"))
                .body("startedAt", equalTo("2026-11-20T00:30:00Z"))
                .body("transport", equalTo("MOTORCYCLE"))
                .body("companions", contains("李护林", "周护林"))
                .body("patroller", equalTo("ranger"))
                .body("patrollerName", equalTo("张护林"))
                .body("receivedAt", notNullValue())
                .body("finishedAt", nullValue())
                .body("summary", nullValue());

        // Then
        try (var probe = EventProbe.on(PatrolEvent.TOPIC)) {
            var told = probe.awaitEvents(id.toString(), 1).getFirst();
            assertThat(told.type()).isEqualTo("org.linzhang.patrol.begun.v1");
            assertThat(told.payload()).contains("\"patroller\":\"ranger\"", "\"region\":\"512002100201\"");
            assertThat(told.headers()).containsEntry("ce_source", "/patrol-service");
        }
    }

    @Test
    void the_same_beginning_again_changes_nothing_and_another_is_a_conflict() {
        // Given
        var id = ranger.begun();

        // Then: the same moment under another offset, and the transport that is usual, are the same
        ranger.begin(id, Phone.BEGIN).statusCode(200);
        ranger.begin(id, """
                        {"startedAt":"2026-11-20T00:30:00Z","transport":"FOOT","companions":[],
                         "regionCode":"512002100201","kind":"FIRE"}""").statusCode(200);
        for (var other : List.of(
                Phone.BEGIN.replace("FIRE", "ROUTINE"),
                Phone.BEGIN.replace("08:30", "08:31"),
                Phone.BEGIN.replace("}", ",\"transport\":\"BOAT\"}"),
                Phone.BEGIN.replace("}", ",\"companions\":[\"李护林\"]}"))) {
            ranger.begin(id, other)
                    .statusCode(409)
                    .body("type", equalTo("https://linzhang.org/problems/conflicting-body"));
        }
        Phone.of("village").begin(id, Phone.BEGIN).statusCode(409);
        assertEvents(id, "begun");
    }

    @Test
    void of_many_simultaneous_beginnings_one_is_stored_and_all_succeed() throws Exception {
        for (int round = 0; round < 5; round++) {
            // Given
            var id = UUID.randomUUID();

            // When
            var statuses = simultaneously(
                    8, () -> ranger.begin(id, Phone.BEGIN).extract().statusCode());

            // Then
            assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
            assertThat(count("select count(*) from patrol where id = $1", id)).isEqualTo(1);
            assertEvents(id, "begun");
        }
    }

    @Test
    void a_finished_patrol_is_summed_up_and_told_once() {
        // Given
        var id = ranger.begun();
        ranger.segment(id, 0, Phone.eastwards(0, 181)).statusCode(201);
        ranger.segment(id, 1, Phone.eastwards(181, 180)).statusCode(201);

        // When
        for (int times = 0; times < 3; times++) {
            ranger.finish(id)
                    .statusCode(200)
                    .body("distanceMetres", equalTo(2162.1f))
                    .body("durationSeconds", equalTo(1800))
                    .body("movingSeconds", equalTo(1800))
                    .body("points", equalTo(361))
                    .body("excludedPoints", equalTo(0))
                    .body("evidence", empty());
        }
        ranger.finish(id, Phone.FINISH.replace("09:00", "09:01"))
                .statusCode(409)
                .body("type", equalTo("https://linzhang.org/problems/conflicting-body"));

        // Then
        assertEvents(id, "begun", "finished");
        Phone.of("county")
                .get("/api/patrols/" + id)
                .statusCode(200)
                .body("finishedAt", equalTo("2026-11-20T01:00:00Z"))
                .body("summary.points", equalTo(361));
    }

    @Test
    void of_simultaneous_finishes_one_is_told() throws Exception {
        // Given
        var id = ranger.begun();
        ranger.segment(id, 0, Phone.eastwards(0, 100)).statusCode(201);

        // When
        var statuses = simultaneously(6, () -> ranger.finish(id).extract().statusCode());

        // Then
        assertThat(statuses).containsOnly(200);
        assertEvents(id, "begun", "finished");
    }

    @Test
    void a_ride_that_was_called_a_walk_is_stored_and_marked() {
        // Given: every 30th point of the walk in the time of five seconds is 36 m/s
        var id = ranger.begun();
        var ride = new StringBuilder("{\"points\":[");
        for (int i = 0; i < 100; i++) {
            ride.append(i == 0 ? "" : ",").append("""
                    {"t":"%s","lat":30.12,"lon":%s}""".formatted(Phone.START.plusSeconds(5L * i), 104.60 + i * 0.0005));
        }

        // When
        ranger.segment(id, 0, ride.append("]}").toString()).statusCode(201);

        // Then
        ranger.finish(id, "{\"finishedAt\":\"%s\"}".formatted(Phone.START.plusSeconds(500)))
                .statusCode(200)
                .body("excludedPoints", equalTo(0))
                .body("evidence.code", contains("TOO_FAST"))
                .body("evidence[0].value", equalTo(34.0f));
        try (var probe = EventProbe.on(PatrolEvent.TOPIC)) {
            assertThat(probe.awaitEvents(id.toString(), 2).getLast().payload()).contains("\"evidence\":[\"TOO_FAST\"]");
        }
    }

    @Test
    void a_patrol_without_a_track_can_be_finished() {
        ranger.finish(ranger.begun())
                .statusCode(200)
                .body("points", equalTo(0))
                .body("evidence.code", contains("NO_TRACK"));
    }

    @Test
    void whoever_is_above_sees_it_and_whoever_is_elsewhere_does_not() {
        // Given
        var id = ranger.begun();
        ranger.segment(id, 0, Phone.eastwards(0, 10)).statusCode(201);

        // Then
        for (var above : List.of("village", "township", "county", "city", "supervisor", "police", "admin")) {
            Phone.of(above).get("/api/patrols/" + id).statusCode(200);
            Phone.of(above).get("/api/patrols?person=ranger").statusCode(200).body("items.id", hasItem(id.toString()));
        }
        var outsider = Phone.of("outsider");
        outsider.get("/api/patrols/" + id).statusCode(404);
        outsider.get("/api/patrols/" + id + "/track").statusCode(404);
        outsider.get("/api/patrols/" + id + "/track.geojson").statusCode(404);
        outsider.get("/api/patrols/" + id + "/track.gpx").statusCode(404);
        outsider.begin(id, Phone.BEGIN).statusCode(404);
        outsider.begin(UUID.randomUUID(), Phone.BEGIN).statusCode(404);
        outsider.segment(id, 1, Phone.eastwards(0, 10)).statusCode(404);
        outsider.gpx(id, 1, Phone.recording()).statusCode(404);
        outsider.finish(id).statusCode(404);
        outsider.get("/api/patrols").statusCode(200).body("items.id", not(hasItem(id.toString())));
        outsider.get("/api/patrols?region=512002").statusCode(404);
        assertThat(count("select count(*) from segment where patrol_id = $1", id))
                .isEqualTo(1);
        assertEvents(id, "begun");
    }

    @Test
    void a_region_is_no_prefix_of_text_but_of_places() {
        // Given: the village next door, whose code is not behind the ranger's own
        var neighbour = new Phone(Tokens.of("neighbour", "邻村护林", "512002100202", "ranger"));
        var id = UUID.randomUUID();
        neighbour.begin(id, Phone.BEGIN.replace("100201", "100202")).statusCode(201);

        // Then
        ranger.get("/api/patrols/" + id).statusCode(404);
        ranger.begin(UUID.randomUUID(), Phone.BEGIN.replace("100201", "100202")).statusCode(404);
        Phone.of("township").get("/api/patrols/" + id).statusCode(200);
    }

    @Test
    void only_rangers_and_chiefs_patrol_and_only_their_own() {
        // Given
        var id = ranger.begun();

        // Then
        for (var watcher : List.of("supervisor", "police", "admin")) {
            var phone = Phone.of(watcher);
            phone.begin(UUID.randomUUID(), Phone.BEGIN)
                    .statusCode(403)
                    .body("type", equalTo("https://linzhang.org/problems/forbidden"));
            phone.segment(id, 0, Phone.eastwards(0, 2)).statusCode(403);
            phone.finish(id).statusCode(403);
        }
        Phone.of("village").segment(id, 0, Phone.eastwards(0, 2)).statusCode(403);
        Phone.of("village").finish(id).statusCode(403);
        Phone.of("county").begin(UUID.randomUUID(), Phone.BEGIN).statusCode(201);
        new Phone("no token").begin(id, Phone.BEGIN).statusCode(401);
        io.restassured.RestAssured.get("/api/patrols").then().statusCode(401);
    }

    @Test
    void lists_page_from_the_newest_and_filter() {
        // Given: a ranger of their own with seven patrols, two of which started at the same moment
        var name = "walker-" + UUID.randomUUID();
        var walker = new Phone(Tokens.of(name, "行者", Phone.XIAOYAN_VILLAGE, "ranger"));
        var ids = new ArrayList<String>();
        for (int day : new int[] {10, 11, 12, 12, 13, 14, 15}) {
            var id = UUID.randomUUID();
            walker.begin(id, """
                            {"kind":"%s","regionCode":"512002100201","startedAt":"2026-11-%dT08:00:00+08:00"}""".formatted(day == 14 ? "WETLAND" : "ROUTINE", day))
                    .statusCode(201);
            ids.add(id.toString());
        }

        // When
        var seen = new ArrayList<String>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            var page = Phone.of("county")
                    .get("/api/patrols?limit=2&person=" + name + cursor)
                    .statusCode(200);
            seen.addAll(page.extract().path("items.id"));
            String next = page.extract().path("next");
            cursor = next == null ? null : "&cursor=" + next;
            pages++;
        }

        // Then
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(seen.getFirst()).isEqualTo(ids.getLast());
        assertThat(seen.getLast()).isEqualTo(ids.getFirst());
        assertThat(pages).isEqualTo(4);
        var all = "/api/patrols?person=" + name;
        walker.get("/api/patrols?person=me").body("items.size()", equalTo(7)).body("next", nullValue());
        walker.get(all + "&kind=WETLAND").body("items.id", contains(ids.get(5)));
        walker.get(all + "&from=2026-11-14").body("items.id", contains(ids.get(6), ids.get(5)));
        walker.get(all + "&to=2026-11-10").body("items.id", contains(ids.get(0)));
        walker.get(all + "&to=2026-11-10T00:00:00Z").body("items", empty());
        walker.get(all + "&from=2026-11-15T00:00:00Z&to=2026-11-15T00:00:01Z").body("items.id", contains(ids.get(6)));
        Phone.of("city").get(all + "&region=512002").body("items.size()", equalTo(7));
        Phone.of("city").get(all + "&region=512021").body("items", empty());
        walker.get("/api/patrols").body("items.regionCode", everyItem(equalTo(Phone.XIAOYAN_VILLAGE)));
    }

    @Test
    void the_clock_of_a_phone_may_be_a_little_ahead() {
        var soon = Instant.now().plus(Duration.ofMinutes(9));
        ranger.begin(UUID.randomUUID(), Phone.BEGIN.replace("2026-11-20T08:30:00+08:00", soon.toString()))
                .statusCode(201);
    }

    private void assertEvents(UUID id, String... verbs) {
        try (var probe = EventProbe.on(PatrolEvent.TOPIC)) {
            probe.awaitEvents(id.toString(), verbs.length);
            assertThat(probe.settled(id.toString(), A_WHILE))
                    .extracting(EventProbe.Seen::type)
                    .containsExactly(java.util.Arrays.stream(verbs)
                            .map(verb -> "org.linzhang.patrol." + verb + ".v1")
                            .toArray(String[]::new));
        }
    }

    private long count(String sql, UUID id) {
        return database.preparedQuery(sql)
                .execute(Tuple.of(id))
                .await()
                .atMost(Duration.ofSeconds(5))
                .iterator()
                .next()
                .getLong(0);
    }

    static <T> List<T> simultaneously(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(
                    IntStream.range(0, times).mapToObj(i -> work).toList())) {
                results.add(result.get());
            }
            return results;
        }
    }
}
