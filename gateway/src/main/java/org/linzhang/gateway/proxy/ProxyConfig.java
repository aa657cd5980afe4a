package org.linzhang.gateway.proxy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.smallrye.config.ConfigMapping;

/** Which service answers which path, and how long it may take. */
@ConfigMapping(prefix = "linzhang.proxy")
interface ProxyConfig {

    /** By name, such as {@code incident-service}. */
    Map<String, Service> services();

    /** Paths that answer with an endless stream of events: no limit on silence, connections of their own. */
    Set<String> streams();

    Duration connectTimeout();

    /** An ordinary call on which no byte moves for so long is given up. */
    Duration idleTimeout();

    /** Connections to each service for ordinary calls; more calls stand in line. */
    int connections();

    /** Calls that may stand in line for each service; more are refused at once. */
    int queueSize();

    /** How long a call stands in line before it is refused: well below what callers wait, or their calls are for nobody. */
    Duration queueTimeout();

    /** Streams to each service at once. */
    int streamConnections();

    interface Service {

        URI url();

        /** Each stands for itself and for all below it: {@code /api/ledger} also for {@code /api/ledger.csv}. */
        List<String> paths();
    }
}
