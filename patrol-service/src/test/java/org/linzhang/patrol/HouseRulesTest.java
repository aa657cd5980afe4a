package org.linzhang.patrol;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.HouseRules;

class HouseRulesTest {

    @Test
    void the_service_keeps_the_rules_of_the_house() {
        HouseRules.check("org.linzhang.patrol");
    }
}
