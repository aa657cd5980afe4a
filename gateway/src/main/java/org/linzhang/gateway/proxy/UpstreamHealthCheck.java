package org.linzhang.gateway.proxy;

import java.time.Duration;
import java.util.List;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Reports which services are ready, at {@code /q/health/well}.
 *
 * <p>Not part of the readiness check: without a service the gateway still works, and answers its calls with 503.
 */
@Wellness
@ApplicationScoped
class UpstreamHealthCheck implements AsyncHealthCheck {

    private static final long TIMEOUT_MILLIS = 2000;

    /** The endpoint is public, so the result is cached to limit the requests to the services. */
    private static final Duration CACHED_FOR = Duration.ofSeconds(5);

    private record State(String service, boolean up) {}

    private final UpstreamPool pool;
    private final Uni<HealthCheckResponse> cachedResult;

    UpstreamHealthCheck(Upstreams upstreams, UpstreamPool pool) {
        this.pool = pool;
        this.cachedResult = Uni.join()
                .all(upstreams.all().stream().map(this::check).toList())
                .andCollectFailures()
                .map(UpstreamHealthCheck::summarize)
                .memoize()
                .atLeast(CACHED_FOR);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return cachedResult;
    }

    private Uni<State> check(Upstream upstream) {
        return Uni.createFrom()
                .completionStage(() -> pool.request(
                                upstream.address().setURI("/q/health/ready").setTimeout(TIMEOUT_MILLIS), false)
                        .compose(HttpClientRequest::send)
                        .map(response -> new State(upstream.service(), response.statusCode() == 200))
                        .recover(_ -> Future.succeededFuture(new State(upstream.service(), false)))
                        .toCompletionStage());
    }

    private static HealthCheckResponse summarize(List<State> states) {
        var response =
                HealthCheckResponse.named("services").status(states.stream().allMatch(State::up));
        states.forEach(state -> response.withData(state.service(), state.up() ? "UP" : "DOWN"));
        return response.build();
    }
}
