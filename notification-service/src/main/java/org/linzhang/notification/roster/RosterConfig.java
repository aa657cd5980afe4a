package org.linzhang.notification.roster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The roster. */
@ConfigMapping(prefix = "linzhang.roster")
interface RosterConfig {

    /** Fills an empty roster with the demo's users, and with a chief for every region from city to village. */
    @WithDefault("false")
    boolean demo();
}
