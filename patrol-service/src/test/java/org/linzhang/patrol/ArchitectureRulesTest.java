package org.linzhang.patrol;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.ArchitectureRules;

class ArchitectureRulesTest {

    @Test
    void the_service_keeps_the_rules_of_the_house() {
        ArchitectureRules.check("org.linzhang.patrol");
    }
}
