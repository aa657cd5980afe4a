package org.linzhang.incident.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.linzhang.incident.IncidentApi.done;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.post;
import static org.linzhang.incident.IncidentApi.told;
import static org.linzhang.incident.closure.ClosureFigures.arrived;
import static org.linzhang.incident.closure.ClosureFigures.closure;
import static org.linzhang.incident.closure.ClosureFigures.drift;
import static org.linzhang.incident.closure.ClosureFigures.report;
import static org.linzhang.incident.closure.ClosureFigures.statistics;
import static org.linzhang.incident.closure.ClosureFigures.today;

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
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import org.linzhang.incident.Concurrently;
import org.linzhang.incident.event.IncidentEvent;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;

/** What the rollup promises, whatever comes over the topic. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class RollupTest {

    private static final String DEAD_LETTERS = "incident.closure.dead-letter.v1";

    @Inject
    Pool pool;

    @Test
    void the_same_event_delivered_three_times_counts_once() {
        // Given
        var village = "512021104001";
        var id = report(village, "INVASIVE_SPECIES");
        var event = told(id, 1).getFirst();
        // When
        for (int delivery = 0; delivery < 3; delivery++) {
            EventProbe.send(IncidentEvent.TOPIC, event.key(), event.headers(), event.payload());
        }
        done("admin", id, "reject");
        arrived(pool);
        // Then
        statistics(village, "kind")
                .body("items.key", contains("INVASIVE_SPECIES"))
                .body("items.reported", contains(1))
                .body("items.rejected", contains(1));
    }

    @Test
    void a_message_that_is_no_event_goes_to_the_dead_letters_and_the_partition_moves_on() {
        // Given
        var village = "512021105001";
        var id = report(village, "WILDLIFE");
        var key = id.toString();
        var type = Map.of("ce_type", "org.linzhang.incident.closed.v1");
        // When
        EventProbe.send(IncidentEvent.TOPIC, key, type, "{ no json");
        EventProbe.send(IncidentEvent.TOPIC, key, type, "{\"eventId\":\"%s\"}".formatted(UUID.randomUUID()));
        EventProbe.send(IncidentEvent.TOPIC, key, Map.of("ce_type", "org.linzhang.incident.forgotten.v1"), "{}");
        EventProbe.send(IncidentEvent.TOPIC, key, Map.of(), null);
        done("admin", id, "reject");
        arrived(pool);
        // Then
        statistics(village, "kind").body("items.rejected", contains(1)).body("items.closed", contains(0));
        try (var probe = EventProbe.on(DEAD_LETTERS)) {
            assertThat(probe.awaitEvents(key, 4))
                    .allSatisfy(letter -> assertThat(letter.headers().get("dead-letter-reason"))
                            .isNotBlank())
                    .extracting(EventProbe.Seen::payload)
                    .first()
                    .isEqualTo("{ no json");
        }
    }

    /** Seeded, so that a failure can be seen again. */
    @Test
    void whatever_is_done_the_rollup_equals_the_recount() {
        // Given
        var random = new Random(20261121);
        var kinds = List.of("FIRE", "PEST", "SPOT");
        var regions = List.of("512022", "512022001", "512022001001", "512022001002");
        var incidents = IntStream.range(0, 30)
                .mapToObj(n -> report(regions.get(random.nextInt(4)), kinds.get(random.nextInt(3))))
                .toList();
        var deeds = new ArrayList<Callable<Integer>>();
        for (int n = 0; n < 180; n++) {
            var id = incidents.get(random.nextInt(incidents.size()));
            var verb = List.of("accept", "reject", "hand-over", "handle", "verify", "verify", "send-back")
                    .get(random.nextInt(7));
            var who = verb.equals("handle") ? "city" : "admin";
            deeds.add(() -> post(who, id, verb, "to", "512022").extract().statusCode());
        }
        // When
        var statuses = new ArrayList<Integer>();
        for (int n = 0; n < deeds.size(); n += 6) {
            statuses.addAll(Concurrently.all(deeds.subList(n, n + 6)));
        }
        // Then
        assertThat(statuses).containsOnly(200, 409).contains(200, 409);
        arrived(pool);
        var total = get("admin", closure("512022", "kind", today(), today()))
                .extract()
                .<Map<String, Object>>path("total");
        var byStatus = new TreeMap<String, Integer>();
        for (var id : incidents) {
            byStatus.merge(get("admin", "/api/incidents/{id}", id).extract().path("status"), 1, Integer::sum);
        }
        assertThat(total)
                .containsEntry("reported", 30)
                .containsEntry("closed", byStatus.get("CLOSED"))
                .containsEntry("rejected", byStatus.get("REJECTED"));
    }

    @Test
    void a_drift_between_rollup_and_recount_is_seen() {
        // Given
        arrived(pool);
        var row = "('512022090', 'OTHER', date '2020-01-01', 1)";
        pool.query("insert into closure_rollup (region_code, kind, day, reported) values " + row)
                .executeAndAwait();
        // Then
        assertThat(drift(pool)).isEqualTo(1);
        pool.query("delete from closure_rollup where region_code = '512022090'").executeAndAwait();
        assertThat(drift(pool)).isZero();
    }
}
