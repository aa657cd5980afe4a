package org.linzhang.platform.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Each rule is seen to fail, on code that breaks it. */
class ArchitectureRulesTest {

    @Test
    void the_platform_keeps_the_rules() {
        assertThatCode(() -> ArchitectureRules.check("org.linzhang.platform")).doesNotThrowAnyException();
    }

    @Test
    void a_cycle_between_two_features_is_seen() {
        var broken = new ClassFileImporter().importPackages("org.linzhang.broken.one", "org.linzhang.broken.two");
        assertThatThrownBy(() -> ArchitectureRules.check("org.linzhang.broken", broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected");
    }

    @Test
    void a_service_that_looks_into_another_is_seen() {
        var broken = new ClassFileImporter().importPackages("org.linzhang.broken.spy");
        assertThatThrownBy(() -> ArchitectureRules.check("org.linzhang.broken", broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("services know each other by events only");
    }

    @Test
    void a_platform_that_knows_a_service_is_seen() {
        var classes = new ClassFileImporter().importPackages("org.linzhang.broken.spy", "org.linzhang.platform.region");
        assertThatThrownBy(() -> ArchitectureRules.check("org.linzhang.broken.spy", classes))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_package_that_says_nothing_is_seen() {
        var broken = new ClassFileImporter().importPackages("org.linzhang.broken.spy.common");
        assertThatThrownBy(() -> ArchitectureRules.check("org.linzhang.broken", broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a package is named by its feature");
    }
}
