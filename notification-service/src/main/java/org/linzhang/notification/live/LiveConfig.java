package org.linzhang.notification.live;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The live stream. */
@ConfigMapping(prefix = "linzhang.live")
interface LiveConfig {

    /** How often a quiet stream says that it is alive; proxies close what says nothing for long. */
    @WithDefault("15s")
    Duration heartbeat();

    /** Events that may wait for a screen that is slow to take them; one more, and its stream is cut. */
    @WithDefault("1000")
    int longestQueue();
}
