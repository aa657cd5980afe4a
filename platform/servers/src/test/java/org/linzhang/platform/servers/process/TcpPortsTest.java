package org.linzhang.platform.servers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpPortsTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::1"})
    void a_port_on_which_another_program_listens_is_taken(String address) throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            assertThat(TcpPorts.isTaken(other.getLocalPort())).isTrue();
        }
    }

    @Test
    void free_ports_are_different_and_not_taken() {
        // When
        var ports = TcpPorts.free(5);

        // Then
        assertThat(ports).hasSize(5).doesNotHaveDuplicates().noneMatch(TcpPorts::isTaken);
    }
}
