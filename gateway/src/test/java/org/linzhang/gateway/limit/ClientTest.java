package org.linzhang.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientTest {

    @Test
    void all_addresses_of_an_ipv6_network_count_as_one() {
        assertThat(Client.networkOf("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(Client.networkOf("2001:db8:1:2::7"))
                .isNotEqualTo(Client.networkOf("2001:db8:1:3::7"));
    }

    @Test
    void each_ipv4_address_counts_for_itself() {
        assertThat(Client.networkOf("192.0.2.7")).isEqualTo("192.0.2.7");
    }
}
