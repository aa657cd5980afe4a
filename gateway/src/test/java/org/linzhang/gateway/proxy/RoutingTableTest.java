package org.linzhang.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.gateway.Upstreams;

@QuarkusTest
@WithTestResource(Upstreams.class)
class RoutingTableTest {

    @Inject
    RoutingTable table;

    @ParameterizedTest
    @CsvSource({
        "/api/patrols, patrol-service",
        "/api/patrols/1/segments/2, patrol-service",
        "/api/coverage, patrol-service",
        "/api/cadence, patrol-service",
        "/api/areas/7, patrol-service",
        "/api/tasks, patrol-service",
        "/api/incidents/1/hand-over, incident-service",
        "/api/statistics/closure, incident-service",
        "/api/ledger.csv, incident-service",
        "/api/spots, incident-service",
        "/api/photos/1, incident-service",
        "/api/alerts/stream, notification-service",
        "/api/roster, notification-service",
        "/api/duty, notification-service",
        "/api/routing, notification-service",
    })
    void each_public_path_has_its_service(String path, String service) {
        assertThat(table.find(path)).map(RoutingTable.Upstream::service).hasValue(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/me", "/api/regions/51", "/api/settings", "/api/patrolsx", "/api", "/q/health", "/patrols"})
    void what_no_service_answers_stays_here(String path) {
        assertThat(table.find(path)).isEmpty();
    }
}
