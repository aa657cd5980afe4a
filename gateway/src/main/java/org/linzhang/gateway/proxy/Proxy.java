package org.linzhang.gateway.proxy;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.linzhang.gateway.body.RequestBodies;
import org.linzhang.gateway.limit.OpenStreams;
import org.linzhang.gateway.login.AccessToken;
import org.linzhang.gateway.problem.TooManyRequests;
import org.linzhang.gateway.route.Route;

/** Forwards the requests of routes that have a service; others belong to the gateway's own resources. */
@Singleton
class Proxy {

    /** A stream of a lost connection ends with its token, within minutes; other tabs may be closed at any time. */
    private static final int STREAM_RETRY_SECONDS = 30;

    private final Upstreams upstreams;
    private final UpstreamPool pool;
    private final RequestBodies bodies;
    private final OpenStreams streams;
    private final Set<String> compressedMediaTypes;
    private final Clock clock;

    Proxy(
            Upstreams upstreams,
            UpstreamPool pool,
            RequestBodies bodies,
            OpenStreams streams,
            @ConfigProperty(name = "quarkus.http.compress-media-types") Set<String> compressedMediaTypes,
            Clock clock) {
        this.upstreams = upstreams;
        this.pool = pool;
        this.bodies = bodies;
        this.streams = streams;
        this.compressedMediaTypes = compressedMediaTypes;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.route().handler(this::forward);
    }

    private void forward(RoutingContext rc) {
        var upstream = upstreams.of(Route.of(rc));
        if (upstream == null) {
            rc.next();
        } else if (Route.of(rc).stream() && !streams.open(rc)) {
            rc.fail(new TooManyRequests("too many streams are open", STREAM_RETRY_SECONDS));
        } else {
            forward(rc, upstream);
        }
    }

    private void forward(RoutingContext rc, Upstream upstream) {
        var exchange = new ProxyExchange(rc, upstream, pool, compressedMediaTypes);
        var token = Route.of(rc).login() ? Optional.of(AccessToken.of(rc)) : Optional.<AccessToken>empty();
        bodies.receive(rc)
                .onSuccess(body -> exchange.forward(body, token, maxDuration(rc, token)))
                .onFailure(exchange::refuse);
    }

    /** A stream ends when its token expires: the client reconnects with a fresh token. */
    private Optional<Duration> maxDuration(RoutingContext rc, Optional<AccessToken> token) {
        return token.filter(_ -> Route.of(rc).stream())
                .map(AccessToken::expiresAt)
                .map(expiry -> Duration.between(clock.instant(), expiry));
    }
}
