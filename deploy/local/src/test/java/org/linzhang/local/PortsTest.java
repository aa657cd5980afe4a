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

import org.linzhang.platform.servers.process.StartupException;

class PortsTest {
    @Test
    void a_variable_replaces_a_default_port() {
        // When
        var ports = Ports.from(Map.of("LINZHANG_GATEWAY_PORT", "18080"));

        // Then
        assertThat(ports.of(Server.GATEWAY)).isEqualTo(18_080);
        assertThat(ports.of(Server.KEYCLOAK)).isEqualTo(8180);
    }

    @Test
    void the_error_names_a_variable_that_is_not_a_port() {
        for (var value : Set.of("http", "0", "65536")) {
            assertThatThrownBy(() -> Ports.from(Map.of("LINZHANG_KAFKA_PORT", value)))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("LINZHANG_KAFKA_PORT=" + value);
        }
    }

    @Test
    void one_port_for_two_servers_is_an_error() {
        assertThatThrownBy(() -> Ports.from(Map.of("LINZHANG_KAFKA_PORT", "8080")))
                .isInstanceOf(StartupException.class)
                .hasMessageContainingAll("8080", "Kafka", "gateway");
    }

    @Test
    void the_error_names_a_taken_port_its_server_and_its_variable() throws Exception {
        // Given
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var taken = String.valueOf(other.getLocalPort());
            var ports = Ports.from(Map.of("LINZHANG_INCIDENT_SERVICE_PORT", taken));

            // Then
            assertThatThrownBy(() -> ports.requireFree(EnumSet.of(Server.INCIDENT_SERVICE)))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContainingAll(taken, "incident-service", "LINZHANG_INCIDENT_SERVICE_PORT");
            assertThatCode(() -> ports.requireFree(EnumSet.noneOf(Server.class)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void free_ports_are_different_for_each_server() {
        // When
        var ports = Ports.free();

        // Then
        assertThat(Server.values()).extracting(ports::of).doesNotHaveDuplicates();
        assertThatCode(() -> ports.requireFree(EnumSet.allOf(Server.class))).doesNotThrowAnyException();
    }
}
