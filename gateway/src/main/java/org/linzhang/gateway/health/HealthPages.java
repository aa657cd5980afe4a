package org.linzhang.gateway.health;

import java.util.function.Supplier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The health pages on the public port: only {@code UP} or {@code DOWN}. Those of Quarkus name the services; they are on the
 * management port if {@code quarkus.management.enabled} is set.
 */
@Singleton
class HealthPages {

    private static final int BEFORE_QUARKUS = -3;

    private final SmallRyeHealthReporter health;

    HealthPages(SmallRyeHealthReporter health) {
        this.health = health;
    }

    void register(@Observes Router router) {
        serve(router, "/q/health", health::getHealthAsync);
        serve(router, "/q/health/live", health::getLivenessAsync);
        serve(router, "/q/health/ready", health::getReadinessAsync);
        serve(router, "/q/health/started", health::getStartupAsync);
        serve(router, "/q/health/well", health::getWellnessAsync);
        router.route("/q/health/*").order(BEFORE_QUARKUS).handler(rc -> rc.fail(404));
    }

    private static void serve(Router router, String path, Supplier<Uni<SmallRyeHealth>> health) {
        router.route(path)
                .order(BEFORE_QUARKUS)
                .handler(rc -> health.get().subscribe().with(result -> respond(rc, result), rc::fail));
    }

    private static void respond(RoutingContext rc, SmallRyeHealth result) {
        rc.response()
                .setStatusCode(result.isDown() ? 503 : 200)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(result.isDown() ? "{\"status\":\"DOWN\"}" : "{\"status\":\"UP\"}");
    }
}
