package org.linzhang.notification.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings that the service is delivered with, without those of its tests. */
class RosterConfigTest {

    @ParameterizedTest
    @CsvSource({"prod, false", "dev, true"})
    void the_demo_roster_is_off_except_in_development(String profile, boolean demo) throws IOException {
        assertThat(config(profile, Map.of()).demo()).isEqualTo(demo);
    }

    @Test
    void an_operator_can_set_it() throws IOException {
        assertThat(config("prod", Map.of("linzhang.roster.demo", "true")).demo())
                .isTrue();
    }

    private static RosterConfig config(String profile, Map<String, String> operator) throws IOException {
        var delivered = new PropertiesConfigSource(DemoRoster.class.getResource("/application.properties"));
        return new SmallRyeConfigBuilder()
                .withProfile(profile)
                .addDefaultInterceptors()
                .withSources(delivered, new PropertiesConfigSource(operator, "operator", 300))
                .withMapping(RosterConfig.class)
                .build()
                .getConfigMapping(RosterConfig.class);
    }
}
