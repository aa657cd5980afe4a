package org.linzhang.gateway;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.ArchitectureRules;

class ArchitectureRulesTest {

    @Test
    void the_gateway_follows_the_architecture_rules() {
        ArchitectureRules.check("org.linzhang.gateway");
    }
}
