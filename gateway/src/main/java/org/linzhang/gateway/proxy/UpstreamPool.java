package org.linzhang.gateway.proxy;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;

/**
 * HTTP connections to the services. Streams have a pool of their own, because open streams would use up the connections
 * for ordinary calls.
 */
@Singleton
class UpstreamPool {

    private static final int MAX_HEADER_BYTES = 32 * 1024;

    private final HttpClient calls;
    private final HttpClient streams;

    UpstreamPool(Vertx vertx, ProxyConfig config) {
        calls = vertx.createHttpClient(options(config)
                .setMaxPoolSize(config.connections())
                .setMaxWaitQueueSize(config.queueSize())
                .setIdleTimeout((int) config.idleTimeout().toSeconds()));
        streams = vertx.createHttpClient(
                options(config).setMaxPoolSize(config.streamConnections()).setMaxWaitQueueSize(0));
    }

    private static HttpClientOptions options(ProxyConfig config) {
        return new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxHeaderSize(MAX_HEADER_BYTES);
    }

    HttpClient forCalls() {
        return calls;
    }

    HttpClient forStreams() {
        return streams;
    }

    @PreDestroy
    void close() {
        calls.close();
        streams.close();
    }
}
