package org.linzhang.notification;

import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.HouseRules;

class HouseRulesTest {

    @Test
    void the_house_rules_hold() {
        HouseRules.check("org.linzhang.notification");
    }
}
