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

/** Takes what the routing table knows; the rest is for the gateway's own resources. */
@Singleton
class Proxy {

    private final RoutingTable table;
    private final UpstreamPool connections;
    private final BodyLimit limit;
    private final Set<String> compressed;
    private final long queueTimeoutMillis;
    private final Clock clock;

    Proxy(
            RoutingTable table,
            UpstreamPool connections,
            BodyLimit limit,
            ProxyConfig config,
            @ConfigProperty(name = "quarkus.http.compress-media-types") Set<String> compressed,
            Clock clock) {
        this.table = table;
        this.connections = connections;
        this.limit = limit;
        this.compressed = compressed;
        this.queueTimeoutMillis = config.queueTimeout().toMillis();
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.route("/api/*").handler(this::route);
    }

    private void route(RoutingContext rc) {
        table.find(rc.normalizedPath()).ifPresentOrElse(upstream -> pass(rc, upstream), rc::next);
    }

    private void pass(RoutingContext rc, RoutingTable.Upstream upstream) {
        var token = AccessToken.of(rc);
        boolean stream = table.isStream(rc.normalizedPath());
        var client = stream ? connections.forStreams() : connections.forCalls();
        // No stream outlives the right to it: the client comes back with a fresh token, or not at all.
        var endsIn =
                stream ? Optional.of(Duration.between(clock.instant(), token.expiresAt())) : Optional.<Duration>empty();
        var passage = new ProxyExchange(rc, upstream.service(), token, limit.limited(rc), compressed, endsIn);
        HttpProxy.reverseProxy(client)
                .origin(_ -> client.request(upstream.address().setConnectTimeout(queueTimeoutMillis))
                        .compose(passage::leaves))
                .addInterceptor(passage)
                .handle(ChunkedBody.announced(rc.request()));
    }
}
