package org.linzhang.incident;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.HouseRules;

class HouseRulesTest {

    @Test
    void the_rules_of_the_house_are_kept() {
        assertThatCode(() -> HouseRules.check("org.linzhang.incident")).doesNotThrowAnyException();
    }
}
