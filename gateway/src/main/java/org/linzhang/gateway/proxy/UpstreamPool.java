package org.linzhang.gateway.proxy;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;

/**
 * HTTP connections to the services. Streams have a pool of their own, because open streams would use up the connections
 * for ordinary calls.
 */
@Singleton
class UpstreamPool {

    private static final int MAX_HEADER_BYTES = 32 * 1024;

    private final HttpClient calls;
    private final HttpClient streams;
    private final long queueTimeoutMillis;

    UpstreamPool(Vertx vertx, ProxyConfig config) {
        calls = vertx.createHttpClient(options(config)
                .setMaxPoolSize(config.connections())
                .setMaxWaitQueueSize(config.queueSize())
                .setIdleTimeout((int) config.idleTimeout().toSeconds()));
        streams = vertx.createHttpClient(
                options(config).setMaxPoolSize(config.streamConnections()).setMaxWaitQueueSize(0));
        queueTimeoutMillis = config.queueTimeout().toMillis();
    }

    private static HttpClientOptions options(ProxyConfig config) {
        return new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxHeaderSize(MAX_HEADER_BYTES);
    }

    /** Completes when a connection is assigned to the request. */
    Future<HttpClientRequest> request(RequestOptions request, boolean isStream) {
        // This time-out limits the time until the pool assigns a connection, so also the time in its queue.
        return (isStream ? streams : calls).request(request.setConnectTimeout(queueTimeoutMillis));
    }

    @PreDestroy
    void close() {
        calls.close();
        streams.close();
    }
}
