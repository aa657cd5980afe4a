package org.linzhang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void without_arguments_everything_is_started_on_the_data_that_is_there() {
        // When
        var options = Options.parse(List.of());

        // Then
        assertThat(options).isEqualTo(new Options(false, false, false));
        assertThat(options.wanted()).containsExactly(Server.values());
    }

    @Test
    void servers_leaves_the_services_out() {
        // When
        var options = Options.parse(List.of("--servers", "--fresh"));

        // Then
        assertThat(options.fresh()).isTrue();
        assertThat(options.wanted()).containsExactly(Server.POSTGRES, Server.KAFKA, Server.KEYCLOAK);
    }

    @Test
    void an_unknown_argument_is_named() {
        assertThatThrownBy(() -> Options.parse(List.of("--fresh", "--fersh"))).hasMessageContaining("--fersh");
    }

    @Test
    void a_check_without_services_is_refused() {
        assertThatThrownBy(() -> Options.parse(List.of("--check", "--servers"))).hasMessageContaining("--servers");
    }
}
