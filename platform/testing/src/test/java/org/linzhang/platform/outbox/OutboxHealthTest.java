package org.linzhang.platform.outbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;

/** The application has no relay, like one whose events another process publishes. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class OutboxHealthTest {

    private static final String OUTBOX = "checks.find { it.name == 'outbox' }.";

    @Inject
    OutboxRows rows;

    @Inject
    Pool pool;

    @Test
    void an_event_that_waits_for_too_long_is_reported_and_the_service_stays_ready() {
        // Given
        var tree = UUID.randomUUID();
        rows.commit(tree, 1);
        var values = Tuple.of(tree.toString());
        try {
            pool.preparedQuery("update outbox set stored_at = now() - interval '5 minutes'" + " where aggregateid = $1")
                    .executeAndAwait(values);
            pool.query("delete from outbox where stored_at > now() - interval '1 minute'")
                    .executeAndAwait();
            // Then
            given().get("/q/health/well")
                    .then()
                    .statusCode(503)
                    .body(OUTBOX + "status", equalTo("DOWN"))
                    .body(OUTBOX + "data.relay", equalTo("off"))
                    .body(OUTBOX + "data.pendingEvents", greaterThanOrEqualTo(1))
                    .body(OUTBOX + "data.oldestEventSeconds", greaterThanOrEqualTo(300));
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            pool.preparedQuery("delete from outbox where aggregateid = $1").executeAndAwait(values);
        }
        // Then
        given().get("/q/health/well").then().body(OUTBOX + "status", equalTo("UP"));
    }
}
