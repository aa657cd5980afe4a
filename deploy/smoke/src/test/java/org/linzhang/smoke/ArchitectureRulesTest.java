package org.linzhang.smoke;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.ArchitectureRules;

class ArchitectureRulesTest {

    @Test
    void the_launcher_follows_the_architecture_rules() {
        ArchitectureRules.check("org.linzhang.local");
    }

    @Test
    void the_servers_follow_the_architecture_rules() {
        ArchitectureRules.check("org.linzhang.platform.servers");
    }
}
