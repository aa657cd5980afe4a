package org.linzhang.notification.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the routing table cannot say. */
@ConfigMapping(prefix = "linzhang.routing")
interface RoutingConfig {

    /** Username of who is told where the roster has nobody at all for a place. */
    @WithDefault("admin")
    String lastResort();
}
