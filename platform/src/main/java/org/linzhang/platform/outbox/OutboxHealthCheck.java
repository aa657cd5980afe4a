package org.linzhang.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Reports whether events are published in time, at {@code /q/health/well}. It is no part of readiness: while Kafka is away,
 * the service must receive calls, and their events wait in the outbox.
 */
@Wellness
@ApplicationScoped
class OutboxHealthCheck implements AsyncHealthCheck {

    private static final String SELECT = """
            select (select count(*) from outbox) as pending,
                   (select stored_at from outbox order by seq limit 1) as oldest,
                   (select count(*) from refused_event) as refused
            """;

    private final Pool pool;
    private final OutboxRelay relay;
    private final OutboxConfig config;
    private final Clock clock;

    OutboxHealthCheck(Pool pool, OutboxRelay relay, OutboxConfig config, Clock clock) {
        this.pool = pool;
        this.relay = relay;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.query(SELECT)
                .execute()
                .map(rows -> response(rows.iterator().next()))
                .onFailure()
                .recoverWithItem(failure -> HealthCheckResponse.named("outbox")
                        .down()
                        .withData("failure", String.valueOf(failure.getMessage()))
                        .build());
    }

    private HealthCheckResponse response(Row row) {
        var age = Optional.ofNullable(row.getOffsetDateTime("oldest"))
                .map(oldest -> Duration.between(oldest.toInstant(), clock.instant()))
                .orElse(Duration.ZERO);
        boolean publishing = relay.isRunning() || !config.relay();
        var response = HealthCheckResponse.named("outbox")
                .status(publishing && age.compareTo(config.lateAfter()) < 0)
                .withData("relay", relay.isRunning() ? "running" : config.relay() ? "ended" : "off")
                .withData("pendingEvents", row.getLong("pending"))
                .withData("oldestEventSeconds", Math.max(0, age.toSeconds()))
                .withData("refusedEvents", row.getLong("refused"));
        relay.lastFailure().ifPresent(failure -> response.withData("failure", failure));
        return response.build();
    }
}
