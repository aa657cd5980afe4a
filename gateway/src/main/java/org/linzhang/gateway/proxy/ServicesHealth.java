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
 * Which services answer, at {@code /q/health/well}. No part of readiness: the gateway is ready to say "not now", and
 * taking it down as well would help nobody.
 */
@Wellness
@ApplicationScoped
class ServicesHealth implements AsyncHealthCheck {

    private static final long PATIENCE_MILLIS = 2000;

    /** Anybody may ask; the services are asked no oftener than this. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private record State(String service, boolean up) {}

    private final UpstreamPool connections;
    private final Uni<HealthCheckResponse> answer;

    ServicesHealth(RoutingTable table, UpstreamPool connections) {
        this.connections = connections;
        this.answer = Uni.join()
                .all(table.services().stream().map(this::ask).toList())
                .andCollectFailures()
                .map(ServicesHealth::summary)
                .memoize()
                .atLeast(REMEMBERED);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return answer;
    }

    private Uni<State> ask(RoutingTable.Upstream upstream) {
        return Uni.createFrom()
                .completionStage(() -> connections
                        .forCalls()
                        .request(upstream.address().setURI("/q/health/ready").setTimeout(PATIENCE_MILLIS))
                        .compose(HttpClientRequest::send)
                        .map(response -> new State(upstream.service(), response.statusCode() == 200))
                        .recover(_ -> Future.succeededFuture(new State(upstream.service(), false)))
                        .toCompletionStage());
    }

    private static HealthCheckResponse summary(List<State> states) {
        var response =
                HealthCheckResponse.named("services").status(states.stream().allMatch(State::up));
        states.forEach(state -> response.withData(state.service(), state.up() ? "UP" : "DOWN"));
        return response.build();
    }
}
