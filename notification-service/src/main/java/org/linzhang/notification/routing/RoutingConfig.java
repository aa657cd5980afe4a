package org.linzhang.notification.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Routing beyond the table of rules. */
@ConfigMapping(prefix = "linzhang.routing")
interface RoutingConfig {

    /** Username of the person who is alerted if the roster has no chief and no supervisor for a region. */
    @WithDefault("admin")
    String fallbackRecipient();
}
