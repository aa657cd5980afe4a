package org.linzhang.incident.closure;

import static org.awaitility.Awaitility.await;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.reported;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;

import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;

import org.linzhang.platform.input.QueryParams;

/** Reports and closes incidents, and reads the closure statistics. */
final class ClosureFigures {

    private ClosureFigures() {}

    static UUID report(String region, String kind) {
        return reported("admin", fire("regionCode", region, "kind", kind));
    }

    static void close(UUID id) {
        perform("admin", id, "accept");
        perform("city", id, "handle");
        perform("admin", id, "verify");
    }

    static ValidatableResponse statistics(String region, String by) {
        return get("admin", path(region, by, today(), today())).statusCode(200);
    }

    static String path(String region, String by, LocalDate from, LocalDate to) {
        return "/api/statistics/closure?region=%s&by=%s&from=%s&to=%s".formatted(region, by, from, to);
    }

    static LocalDate today() {
        return LocalDate.now(QueryParams.CHINA);
    }

    /** Waits until the rollup equals the recount; fails if it does not within a minute. */
    static void awaitNoDrift(Pool pool) {
        await().atMost(Duration.ofSeconds(60)).until(() -> drift(pool) == 0);
    }

    static long drift(Pool pool) {
        return pool.query("select count(*) from closure_drift")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }
}
