package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.linzhang.incident.IncidentApi.TOWNSHIP;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.post;
import static org.linzhang.incident.IncidentApi.publishedEvents;
import static org.linzhang.incident.IncidentApi.reported;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.incident.Concurrently;
import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;

/** Status, history and events of an incident agree, also after concurrent and failed actions. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class LedgerTest {

    @Inject
    Pool pool;

    @Inject
    Outbox outbox;

    @Inject
    Incidents incidents;

    @Test
    void a_history_entry_has_the_id_of_its_event() {
        // Given
        var id = reported();
        perform("county", id, "reject", "note", "查无此事");
        // When
        var entryIds = entryIdsOf(id);
        // Then
        assertThat(entryIds).hasSize(2);
        assertThat(publishedEvents(id, 2))
                .extracting(event -> event.headers().get("ce_id"))
                .containsExactlyElementsOf(entryIds);
    }

    @Test
    void of_three_simultaneous_actions_one_is_performed() {
        for (int attempt = 0; attempt < 5; attempt++) {
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
            assertThat(publishedEvents(id, 2)).hasSize(2);
        }
    }

    @Test
    void simultaneous_hand_overs_are_published_in_the_order_of_the_history() {
        // Given
        var id = reported();
        perform("county", id, "accept");
        // When
        Concurrently.repeat(8, () -> perform("county", id, "hand-over", "to", TOWNSHIP));
        // Then
        assertThat(publishedEvents(id, 10))
                .extracting(event -> event.headers().get("ce_id"))
                .containsExactlyElementsOf(entryIdsOf(id));
    }

    @Test
    void a_transaction_that_rolls_back_changes_nothing_and_publishes_nothing() {
        // Given
        var id = reported();
        var context = new ActionContext(UUID.randomUUID(), Callers.COUNTY, Instant.now(), null);
        // When
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> incidents
                        .inScopeForUpdate(Callers.COUNTY, id)
                        .call(incident -> outbox.add(incident.accept(context)))
                        .call(() -> Panache.getSession().chain(session -> session.flush()))
                        .call(() -> Uni.createFrom().failure(new IllegalStateException("rolled back by the test"))))))
                .hasMessageContaining("rolled back by the test");
        // Then
        get("county", "/api/incidents/{id}", id).body("status", equalTo("REPORTED"));
        perform("county", id, "reject");
        assertThat(publishedEvents(id, 2))
                .extracting(EventProbe.Seen::type)
                .containsExactly("org.linzhang.incident.reported.v1", "org.linzhang.incident.rejected.v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update incident_history set actor = 'me'",
                "delete from incident_history",
                "truncate incident_history"
            })
    void the_database_refuses_to_change_the_history(String statement) {
        assertThatThrownBy(() -> pool.query(statement).executeAndAwait())
                .hasMessageContaining("incident_history is append-only");
    }

    private static List<String> entryIdsOf(UUID incident) {
        return get("county", "/api/incidents/{id}/history", incident).extract().path("items.id");
    }
}
