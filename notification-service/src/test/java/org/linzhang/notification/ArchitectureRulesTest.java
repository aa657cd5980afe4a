package org.linzhang.notification;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.ArchitectureRules;

class ArchitectureRulesTest {

    @Test
    void the_module_follows_the_architecture_rules() {
        ArchitectureRules.check("org.linzhang.notification");
        ArchitectureRules.check("org.linzhang.roster");
    }
}
