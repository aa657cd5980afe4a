package org.linzhang.incident.closure;

import static org.awaitility.Awaitility.await;
import static org.linzhang.incident.IncidentApi.done;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.reported;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;

import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;

import org.linzhang.platform.input.QueryParams;

/** Incidents for the figures, and the figures of a day, as their tests use them. */
final class ClosureFigures {

    private ClosureFigures() {}

    static UUID report(String region, String kind) {
        return reported("admin", fire("regionCode", region, "kind", kind));
    }

    static void close(UUID id) {
        done("admin", id, "accept");
        done("city", id, "handle");
        done("admin", id, "verify");
    }

    static ValidatableResponse statistics(String region, String by) {
        return get("admin", closure(region, by, today(), today())).statusCode(200);
    }

    static String closure(String region, String by, LocalDate from, LocalDate to) {
        return "/api/statistics/closure?region=%s&by=%s&from=%s&to=%s".formatted(region, by, from, to);
    }

    static LocalDate today() {
        return LocalDate.now(QueryParams.CHINA);
    }

    /** Waits until every event has moved the rollup; fails where rollup and recount never agree. */
    static void arrived(Pool pool) {
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
