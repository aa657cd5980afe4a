package org.linzhang.gateway.proxy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.smallrye.config.ConfigMapping;

/** The upstream services, and their connections, queues and time-outs. The paths of a service are in the routing table. */
@ConfigMapping(prefix = "linzhang.proxy")
interface ProxyConfig {

    /** By service name, such as {@code incident-service}. */
    Map<String, Service> services();

    /** For a TCP connection to a service. */
    Duration connectTimeout();

    /** An ordinary call fails after this time without any byte sent or received. */
    Duration idleTimeout();

    /** Maximum number of connections to each service for ordinary calls; further calls wait in the request queue. */
    int connections();

    /** Maximum number of calls in the request queue of each service; further calls are refused at once. */
    int queueSize();

    /**
     * A call is refused after this time in the request queue. Must be well below the time-out of the clients: otherwise
     * services work on calls that no client waits for.
     */
    Duration queueTimeout();

    /** Maximum number of concurrent streams to each service. */
    int streamConnections();

    interface Service {

        URI url();
    }
}
