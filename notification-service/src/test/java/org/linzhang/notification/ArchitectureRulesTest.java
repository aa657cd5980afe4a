package org.linzhang.notification;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.ArchitectureRules;

class ArchitectureRulesTest {

    @Test
    void the_house_rules_hold() {
        ArchitectureRules.check("org.linzhang.notification");
    }
}
