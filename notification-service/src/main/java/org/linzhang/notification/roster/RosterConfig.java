package org.linzhang.notification.roster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the roster comes from. */
@ConfigMapping(prefix = "linzhang.roster")
interface RosterConfig {

    /** Fills an empty roster with the people of the demo, and a chief for every region from city to village. */
    @WithDefault("false")
    boolean demo();
}
