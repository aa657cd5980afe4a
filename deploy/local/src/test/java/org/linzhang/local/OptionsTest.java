package org.linzhang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void all_servers_start_with_the_existing_data_by_default() {
        // When
        var options = Options.parse(List.of());

        // Then
        assertThat(options).isEqualTo(new Options(false, false, false, false));
        assertThat(options.wanted()).containsExactly(Server.values());
    }

    @Test
    void the_services_do_not_start_with_the_option_servers() {
        // When
        var options = Options.parse(List.of("--servers", "--fresh"));

        // Then
        assertThat(options.fresh()).isTrue();
        assertThat(options.wanted()).containsExactly(Server.POSTGRES, Server.KAFKA, Server.KEYCLOAK);
    }

    @Test
    void the_error_names_an_unknown_argument() {
        assertThatThrownBy(() -> Options.parse(List.of("--fresh", "--fersh"))).hasMessageContaining("--fersh");
    }

    @Test
    void a_check_without_services_is_an_error() {
        assertThatThrownBy(() -> Options.parse(List.of("--check", "--servers"))).hasMessageContaining("--servers");
    }
}
