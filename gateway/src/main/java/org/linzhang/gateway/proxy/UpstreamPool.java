package org.linzhang.gateway.proxy;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;

/** Connections to the services: one pool for calls, and one for streams, which would hold on to the first one's. */
@Singleton
class UpstreamPool {

    private static final int LARGEST_HEADERS = 32 * 1024;

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
                .setMaxHeaderSize(LARGEST_HEADERS);
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
