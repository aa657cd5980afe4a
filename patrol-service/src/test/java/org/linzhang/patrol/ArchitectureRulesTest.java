package org.linzhang.patrol;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.ArchitectureRules;

class ArchitectureRulesTest {

    @Test
    void the_service_follows_the_architecture_rules() {
        ArchitectureRules.check("org.linzhang.patrol");
    }
}
