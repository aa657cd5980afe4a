package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.linzhang.incident.IncidentApi.TOWNSHIP;
import static org.linzhang.incident.IncidentApi.as;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.publishedEvents;
import static org.linzhang.incident.IncidentApi.put;
import static org.linzhang.incident.IncidentApi.reported;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.incident.Concurrently;
import org.linzhang.platform.testing.Servers;

/** The entity tag of an incident, and requests with a condition on it. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class EntityTagTest {

    @Inject
    Pool pool;

    @Test
    void every_change_has_another_tag_and_every_response_has_the_current_one() {
        // Given
        var id = UUID.randomUUID();
        var report = fire();
        var tags = new HashSet<String>();
        tags.add(tagOf(put("ranger", id, report).statusCode(201)));
        // When
        for (var action : List.of("accept", "hand-over", "handle", "send-back", "handle", "verify")) {
            var tag = tagOf(perform("county", id, action, "to", TOWNSHIP));
            assertThat(tags.add(tag)).isTrue();
            assertThat(tag).isEqualTo(tagOf(id)).matches("\"\\d+\"");
        }
        // Then
        assertThat(tagOf(put("ranger", id, report).statusCode(200))).isEqualTo(tagOf(id));
        get("county", "/api/incidents/{id}", id)
                .body("version", equalTo(Integer.parseInt(tagOf(id).replace("\"", ""))));
    }

    @Test
    void a_view_that_the_client_has_is_not_sent_again() {
        // Given
        var id = reported();
        var tag = tagOf(id);
        // Then
        getIfNoneMatch(id, tag).statusCode(304).header("ETag", tag).body(emptyString());
        getIfNoneMatch(id, "\"other\", W/" + tag).statusCode(304);
        getIfNoneMatch(id, "*").statusCode(304);
        perform("county", id, "accept");
        getIfNoneMatch(id, tag).statusCode(200).body("status", equalTo("ACCEPTED"));
    }

    @Test
    void an_action_on_a_stale_view_is_refused_with_the_current_one_and_does_nothing() {
        // Given
        var id = reported();
        var stale = tagOf(id);
        perform("county", id, "accept");
        // When
        var refused = actIfMatch("county", id, "reject", stale);
        // Then
        refused.statusCode(412)
                .contentType("application/problem+json")
                .header("ETag", tagOf(id))
                .body("type", equalTo("https://linzhang.org/problems/stale-view"))
                .body("status", equalTo(412))
                .body("current.id", equalTo(id.toString()))
                .body("current.status", equalTo("ACCEPTED"))
                .body("current.regionName", equalTo("雁江区雁江镇小堰村村民委员会"));
        get("county", "/api/incidents/{id}/history", id).body("items", hasSize(2));
        assertThat(publishedEvents(id, 2)).hasSize(2);
        actIfMatch("county", id, "reject", refused.extract().header("ETag")).statusCode(200);
    }

    @Test
    void a_stale_view_is_reported_before_a_status_or_a_permission_that_has_changed_and_not_outside_the_scope() {
        // Given
        var id = reported();
        var stale = tagOf(id);
        perform("county", id, "accept");
        perform("county", id, "hand-over", "to", "512002");
        // Then
        actIfMatch("county", id, "accept", stale).statusCode(412);
        actIfMatch("township", id, "handle", stale).statusCode(412);
        actIfMatch("outsider", id, "accept", stale).statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"other\", %s", " %s ,\"other\""})
    void an_action_is_performed_if_one_of_the_tags_is_current(String ifMatch) {
        var id = reported();
        actIfMatch("county", id, "accept", ifMatch.formatted(tagOf(id))).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/%s", "\"\"", "\"other\""})
    void a_weak_or_another_tag_does_not_match(String ifMatch) {
        var id = reported();
        actIfMatch("county", id, "accept", ifMatch.formatted(tagOf(id))).statusCode(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7", "\"7\" \"8\"", ","})
    void a_header_that_is_no_list_of_tags_is_refused(String ifMatch) {
        var id = reported();
        actIfMatch("county", id, "accept", ifMatch).statusCode(400).body("field", equalTo("If-Match"));
    }

    @Test
    void of_simultaneous_actions_on_the_same_view_one_is_performed() {
        // Given
        var id = reported();
        perform("county", id, "accept");
        var tag = tagOf(id);
        // When
        var statuses = Concurrently.repeat(
                8,
                () -> as("county")
                        .header("If-Match", tag)
                        .body(Map.of("to", TOWNSHIP))
                        .post("/api/incidents/{id}/hand-over", id)
                        .statusCode());
        // Then
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
    }

    @Test
    void a_repeated_action_with_its_key_is_recognised_although_its_tag_is_stale() {
        // Given
        var id = reported();
        var tag = tagOf(id);
        // Then
        for (int i = 0; i < 2; i++) {
            as("county")
                    .header("If-Match", tag)
                    .header("Idempotency-Key", "a key")
                    .post("/api/incidents/{id}/accept", id)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void a_change_by_the_version_before_changes_the_tag() {
        // Given
        var id = reported();
        var tag = tagOf(id);
        // When: the statement of a version that does not know the column
        pool.preparedQuery("update incident set status = 'ACCEPTED', updated_at = updated_at where id = $1")
                .executeAndAwait(Tuple.of(id));
        // Then
        assertThat(tagOf(id)).isNotEqualTo(tag);
    }

    private static String tagOf(UUID id) {
        return tagOf(get("county", "/api/incidents/{id}", id).statusCode(200));
    }

    private static String tagOf(ValidatableResponse response) {
        return response.extract().header("ETag");
    }

    private static ValidatableResponse getIfNoneMatch(UUID id, String tags) {
        return as("county")
                .header("If-None-Match", tags)
                .get("/api/incidents/{id}", id)
                .then();
    }

    private static ValidatableResponse actIfMatch(String username, UUID id, String action, String tags) {
        return as(username)
                .header("If-Match", tags)
                .body(Map.of("note", "done"))
                .post("/api/incidents/{id}/{action}", id, action)
                .then();
    }
}
