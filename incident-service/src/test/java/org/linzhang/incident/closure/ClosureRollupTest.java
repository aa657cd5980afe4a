package org.linzhang.incident.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.post;
import static org.linzhang.incident.IncidentApi.publishedEvents;
import static org.linzhang.incident.closure.ClosureFigures.awaitNoDrift;
import static org.linzhang.incident.closure.ClosureFigures.drift;
import static org.linzhang.incident.closure.ClosureFigures.path;
import static org.linzhang.incident.closure.ClosureFigures.report;
import static org.linzhang.incident.closure.ClosureFigures.statistics;
import static org.linzhang.incident.closure.ClosureFigures.today;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import org.linzhang.incident.Concurrently;
import org.linzhang.incident.event.IncidentEvent;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;

/** Duplicate, unreadable and concurrent events. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class ClosureRollupTest {

    private static final String DEAD_LETTERS = "incident.closure.dead-letter.v1";

    @Inject
    Pool pool;

    @Test
    void an_event_delivered_again_three_times_counts_once() {
        // Given
        var village = "512021104001";
        var id = report(village, "INVASIVE_SPECIES");
        var event = publishedEvents(id, 1).getFirst();
        // When
        for (int delivery = 0; delivery < 3; delivery++) {
            EventProbe.send(IncidentEvent.TOPIC, event.key(), event.headers(), event.payload());
        }
        perform("admin", id, "reject");
        awaitNoDrift(pool);
        // Then
        statistics(village, "kind")
                .body("items.key", contains("INVASIVE_SPECIES"))
                .body("items.reported", contains(1))
                .body("items.rejected", contains(1));
    }

    @Test
    void an_unreadable_record_goes_to_the_dead_letter_topic_and_does_not_stop_the_partition() {
        // Given
        var village = "512021105001";
        var id = report(village, "WILDLIFE");
        var key = id.toString();
        var type = Map.of("ce_type", "org.linzhang.incident.closed.v1");
        // When
        EventProbe.send(IncidentEvent.TOPIC, key, type, "{ not JSON");
        EventProbe.send(IncidentEvent.TOPIC, key, type, "{\"eventId\":\"%s\"}".formatted(UUID.randomUUID()));
        EventProbe.send(IncidentEvent.TOPIC, key, Map.of("ce_type", "org.linzhang.incident.unknown.v1"), "{}");
        EventProbe.send(IncidentEvent.TOPIC, key, Map.of(), null);
        perform("admin", id, "reject");
        awaitNoDrift(pool);
        // Then
        statistics(village, "kind").body("items.rejected", contains(1)).body("items.closed", contains(0));
        try (var probe = EventProbe.on(DEAD_LETTERS)) {
            assertThat(probe.awaitEvents(key, 4))
                    .allSatisfy(letter -> assertThat(letter.headers().get("dead-letter-reason"))
                            .isNotBlank())
                    .extracting(EventProbe.Seen::payload)
                    .first()
                    .isEqualTo("{ not JSON");
        }
    }

    @Test
    void an_incident_of_a_kind_that_was_added_later_is_stored_until_the_service_is_upgraded() {
        // Given
        var village = "512021106001";
        var event = publishedEvents(report(village, "WETLAND"), 1).getFirst();
        var incident = UUID.randomUUID();
        var eventId = UUID.randomUUID();
        var payload = new JsonObject(event.payload())
                .put("eventId", eventId.toString())
                .put("incidentId", incident.toString())
                .put("kind", "LANDSLIDE");
        // When
        EventProbe.send(IncidentEvent.TOPIC, incident.toString(), event.headers(), payload.encode());
        // Then
        try (var probe = EventProbe.on(DEAD_LETTERS)) {
            assertThat(probe.settled(incident.toString(), Duration.ofSeconds(3)))
                    .isEmpty();
        }
        await().until(() ->
                pool.preparedQuery("select 1 from unknown_event where consumer = 'closure' and event_id = $1")
                                .executeAndAwait(Tuple.of(eventId))
                                .size()
                        == 1);
        awaitNoDrift(pool);
        statistics(village, "kind").body("items.key", contains("WETLAND")).body("items.reported", contains(1));
    }

    /** Seeded, so that a failure can be reproduced. */
    @Test
    void after_random_concurrent_actions_the_rollup_equals_the_recount() {
        // Given
        awaitNoDrift(pool);
        var before = total();
        var random = new Random(20261121);
        var kinds = List.of("FIRE", "PEST", "SPOT");
        var regions = List.of("512022", "512022001", "512022001001", "512022001002");
        var incidents = IntStream.range(0, 30)
                .mapToObj(n -> report(regions.get(random.nextInt(4)), kinds.get(random.nextInt(3))))
                .toList();
        var requests = new ArrayList<Callable<Integer>>();
        for (int n = 0; n < 180; n++) {
            var id = incidents.get(random.nextInt(incidents.size()));
            var action = List.of("accept", "reject", "hand-over", "handle", "verify", "verify", "send-back")
                    .get(random.nextInt(7));
            var actor = action.equals("handle") ? "city" : "admin";
            requests.add(() -> post(actor, id, action, "to", "512022").extract().statusCode());
        }
        // When
        var statuses = new ArrayList<Integer>();
        for (int n = 0; n < requests.size(); n += 6) {
            statuses.addAll(Concurrently.all(requests.subList(n, n + 6)));
        }
        // Then
        assertThat(statuses).containsOnly(200, 409).contains(200, 409);
        awaitNoDrift(pool);
        var total = total();
        var byStatus = new TreeMap<String, Integer>();
        for (var id : incidents) {
            byStatus.merge(get("admin", "/api/incidents/{id}", id).extract().path("status"), 1, Integer::sum);
        }
        assertThat(total.get("reported") - before.get("reported")).isEqualTo(30);
        assertThat(total.get("closed") - before.get("closed")).isEqualTo(byStatus.get("CLOSED"));
        assertThat(total.get("rejected") - before.get("rejected")).isEqualTo(byStatus.get("REJECTED"));
    }

    /** Counts of the region: other tests report there too. */
    private Map<String, Integer> total() {
        Map<String, Object> total =
                get("admin", path("512022", "kind", today(), today())).extract().path("total");
        return Map.of(
                "reported", (Integer) total.get("reported"),
                "closed", (Integer) total.get("closed"),
                "rejected", (Integer) total.get("rejected"));
    }

    @Test
    void a_difference_between_rollup_and_recount_is_detected() {
        // Given
        awaitNoDrift(pool);
        var row = "('512022090', 'OTHER', date '2020-01-01', 1)";
        pool.query("insert into closure_rollup (region_code, kind, day, reported) values " + row)
                .executeAndAwait();
        // Then
        assertThat(drift(pool)).isEqualTo(1);
        pool.query("delete from closure_rollup where region_code = '512022090'").executeAndAwait();
        assertThat(drift(pool)).isZero();
    }
}
