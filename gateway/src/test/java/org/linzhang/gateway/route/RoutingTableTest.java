package org.linzhang.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
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
        assertThat(table.find(path).service()).hasValue(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/me",
                "/api/regions/51",
                "/api/settings",
                "/api/patrolsx",
                "/api/patrols-x/1",
                "/api",
                "/apis",
                "/q/health",
                "/patrols",
                "/"
            })
    void a_path_of_no_service_is_not_forwarded(String path) {
        assertThat(table.find(path).service()).isEmpty();
    }

    @Test
    void the_most_specific_path_decides() {
        assertThat(table.find("/api/alerts").stream()).isFalse();
        assertThat(table.find("/api/alerts/stream").stream()).isTrue();
        assertThat(table.find("/api/alerts/streams").stream()).isFalse();
        assertThat(table.find("/api/patrols/1").bodyLimit()).isEqualTo(64 * 1024);
        assertThat(table.find("/api/patrols/1/segments/2").bodyLimit()).isEqualTo(1024 * 1024);
        assertThat(table.find("/api/patrols//segments").bodyLimit()).isEqualTo(64 * 1024);
    }

    @ParameterizedTest
    @CsvSource({"/api,true", "/api/nothing,true", "/login/done,true", "/api/settings,false", "/ranger,false"})
    void a_path_requires_a_log_in_unless_its_route_states_otherwise(String path, boolean login) {
        assertThat(table.find(path).login()).isEqualTo(login);
    }
}
