package org.linzhang.gateway.proxy;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.linzhang.gateway.limit.BodyLimit;
import org.linzhang.gateway.login.AccessToken;

/** Forwards the paths of the routing table to their services; other paths belong to the gateway's own resources. */
@Singleton
class Proxy {

    private final RoutingTable table;
    private final UpstreamPool pool;
    private final BodyLimit limit;
    private final Set<String> compressedMediaTypes;
    private final long queueTimeoutMillis;
    private final Clock clock;

    Proxy(
            RoutingTable table,
            UpstreamPool pool,
            BodyLimit limit,
            ProxyConfig config,
            @ConfigProperty(name = "quarkus.http.compress-media-types") Set<String> compressedMediaTypes,
            Clock clock) {
        this.table = table;
        this.pool = pool;
        this.limit = limit;
        this.compressedMediaTypes = compressedMediaTypes;
        this.queueTimeoutMillis = config.queueTimeout().toMillis();
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.route("/api/*").handler(this::route);
    }

    private void route(RoutingContext rc) {
        table.find(rc.normalizedPath()).ifPresentOrElse(upstream -> forward(rc, upstream), rc::next);
    }

    private void forward(RoutingContext rc, RoutingTable.Upstream upstream) {
        var token = AccessToken.of(rc);
        boolean stream = table.isStream(rc.normalizedPath());
        var client = stream ? pool.forStreams() : pool.forCalls();
        // A stream ends when its token expires: the client reconnects with a fresh token.
        var maxDuration =
                stream ? Optional.of(Duration.between(clock.instant(), token.expiresAt())) : Optional.<Duration>empty();
        var exchange =
                new ProxyExchange(rc, upstream.service(), token, limit.limited(rc), compressedMediaTypes, maxDuration);
        HttpProxy.reverseProxy(client)
                // This time-out limits the time until the pool assigns a connection, so also the time in its queue.
                .origin(_ -> client.request(upstream.address().setConnectTimeout(queueTimeoutMillis))
                        .compose(exchange::onConnected))
                .addInterceptor(exchange)
                .handle(ChunkedRequest.wrapIfLengthUnknown(rc.request()));
    }
}
