package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.linzhang.incident.IncidentApi.TOWNSHIP;
import static org.linzhang.incident.IncidentApi.as;
import static org.linzhang.incident.IncidentApi.done;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.post;
import static org.linzhang.incident.IncidentApi.reported;
import static org.linzhang.incident.IncidentApi.told;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import org.linzhang.incident.Concurrently;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class IdempotencyTest {

    @Inject
    Pool pool;

    @Inject
    Outbox outbox;

    @Inject
    Incidents incidents;

    @Test
    void a_verb_sent_again_with_its_key_is_done_once() {
        // Given
        var id = reported();
        var key = UUID.randomUUID().toString();
        Callable<Integer> accept = () -> as("county")
                .header("Idempotency-Key", key)
                .post("/api/incidents/{id}/accept", id)
                .statusCode();
        // When
        var statuses = Concurrently.all(4, accept);
        done("county", id, "handle");
        // Then
        assertThat(statuses).containsOnly(200);
        as("county")
                .header("Idempotency-Key", key)
                .post("/api/incidents/{id}/accept", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("HANDLED"));
        get("county", "/api/incidents/{id}/history", id).body("items.verb", contains("report", "accept", "handle"));
        assertThat(told(id, 3)).hasSize(3);
    }

    @Test
    void a_key_of_one_incident_says_nothing_about_another() {
        for (var id : List.of(reported(), reported())) {
            as("county")
                    .header("Idempotency-Key", "the same")
                    .post("/api/incidents/{id}/accept", id)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("ACCEPTED"));
        }
    }

    @Test
    void of_two_verbs_at_once_one_wins() {
        for (int round = 0; round < 5; round++) {
            // Given
            var id = reported();
            // When
            var statuses = Concurrently.<Integer>all(List.of(
                    () -> post("county", id, "accept").extract().statusCode(),
                    () -> post("supervisor", id, "accept").extract().statusCode(),
                    () -> post("township", id, "accept").extract().statusCode()));
            // Then
            assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409);
            get("county", "/api/incidents/{id}/history", id).body("items", hasSize(2));
            assertThat(told(id, 2)).hasSize(2);
        }
    }

    @Test
    void hand_overs_at_once_are_told_in_the_order_of_the_ledger() {
        // Given
        var id = reported();
        done("county", id, "accept");
        // When
        Concurrently.all(8, () -> done("county", id, "hand-over", "to", TOWNSHIP));
        // Then
        List<String> lines =
                get("county", "/api/incidents/{id}/history", id).extract().path("items.id");
        assertThat(told(id, 10))
                .extracting(event -> event.headers().get("ce_id"))
                .containsExactlyElementsOf(lines);
    }

    @Test
    void a_transaction_that_rolls_back_moves_nothing_and_tells_nothing() {
        // Given
        var id = reported();
        var deed = new ActionContext(UUID.randomUUID(), Callers.COUNTY, Instant.now(), null);
        // When
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> incidents
                        .held(Callers.COUNTY, id)
                        .call(incident -> outbox.add(incident.accept(deed)))
                        .call(incident -> incidents.flush())
                        .call(() -> Uni.createFrom().failure(new IllegalStateException("the lights went out"))))))
                .hasMessageContaining("the lights went out");
        // Then
        get("county", "/api/incidents/{id}", id).body("status", equalTo("REPORTED"));
        done("county", id, "reject");
        assertThat(told(id, 2))
                .extracting(EventProbe.Seen::type)
                .containsExactly("org.linzhang.incident.reported.v1", "org.linzhang.incident.rejected.v1");
    }

    @Test
    void the_ledger_is_never_edited() {
        // Given
        var id = reported();
        // Then
        assertThatThrownBy(() -> pool.preparedQuery("update incident_history set actor = 'me' where incident_id = $1")
                        .executeAndAwait(Tuple.of(id)))
                .hasMessageContaining("only ever added to");
        assertThatThrownBy(() -> pool.preparedQuery("delete from incident_history where incident_id = $1")
                        .executeAndAwait(Tuple.of(id)))
                .hasMessageContaining("only ever added to");
    }
}
