package org.linzhang.notification.live;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The live stream. */
@ConfigMapping(prefix = "linzhang.live")
interface LiveConfig {

    /** Interval of the heartbeat comments. Proxies close a connection that is silent for too long. */
    @WithDefault("15s")
    Duration heartbeat();

    /** Events that may wait for a slow client. If one more is to wait, the stream is disconnected. */
    @WithDefault("1000")
    int queueSize();

    /** Replays that read the database at the same time. Further replays wait. */
    @WithDefault("2")
    int concurrentReplays();
}
