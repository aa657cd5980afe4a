package org.linzhang.incident;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.ArchitectureRules;

class ArchitectureRulesTest {

    @Test
    void the_rules_of_the_house_are_kept() {
        assertThatCode(() -> ArchitectureRules.check("org.linzhang.incident")).doesNotThrowAnyException();
    }
}
