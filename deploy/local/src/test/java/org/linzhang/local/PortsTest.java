package org.linzhang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void ports_are_the_usual_ones_unless_a_variable_moves_them() {
        // When
        var ports = Ports.from(Map.of("LINZHANG_GATEWAY_PORT", "18080"));

        // Then
        assertThat(ports.of(Server.GATEWAY)).isEqualTo(18_080);
        assertThat(ports.of(Server.KEYCLOAK)).isEqualTo(8180);
    }

    @Test
    void a_variable_that_is_no_port_is_named() {
        for (var value : Set.of("http", "0", "65536")) {
            assertThatThrownBy(() -> Ports.from(Map.of("LINZHANG_KAFKA_PORT", value)))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("LINZHANG_KAFKA_PORT=" + value);
        }
    }

    @Test
    void one_port_for_two_servers_is_refused() {
        assertThatThrownBy(() -> Ports.from(Map.of("LINZHANG_KAFKA_PORT", "8080")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContainingAll("8080", "Kafka", "gateway");
    }

    @Test
    void a_taken_port_is_named_with_the_server_that_wants_it() throws Exception {
        // Given
        for (var address : Set.of("127.0.0.1", "0.0.0.0")) {
            try (var stranger = new ServerSocket(0, 1, InetAddress.getByName(address))) {
                var taken = String.valueOf(stranger.getLocalPort());
                var ports = Ports.from(Map.of("LINZHANG_INCIDENT_SERVICE_PORT", taken));

                // Then
                assertThatThrownBy(() -> ports.refuseTaken(EnumSet.of(Server.INCIDENT_SERVICE)))
                        .isInstanceOf(LauncherException.class)
                        .hasMessageContainingAll(taken, "incident-service", "LINZHANG_INCIDENT_SERVICE_PORT");
                assertThatCode(() -> ports.refuseTaken(EnumSet.noneOf(Server.class)))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void free_ports_are_free() {
        assertThatCode(() -> Ports.free().refuseTaken(EnumSet.allOf(Server.class)))
                .doesNotThrowAnyException();
    }
}
