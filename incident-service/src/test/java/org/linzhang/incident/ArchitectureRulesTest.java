package org.linzhang.incident;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.ArchitectureRules;

class ArchitectureRulesTest {

    @Test
    void the_module_follows_the_architecture_rules() {
        assertThatCode(() -> ArchitectureRules.check("org.linzhang.incident")).doesNotThrowAnyException();
    }
}
