package org.linzhang.gateway.proxy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import io.quarkus.vertx.http.runtime.HttpCompressionHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import org.jboss.logging.Logger;

import org.linzhang.gateway.limit.LimitedBody;
import org.linzhang.gateway.login.AccessToken;
import org.linzhang.gateway.problem.ServiceUnavailable;

/** One request on its way to a service and back. */
final class ProxyExchange implements ProxyInterceptor {

    private static final Logger LOG = Logger.getLogger(ProxyExchange.class);

    private final RoutingContext rc;
    private final String service;
    private final AccessToken token;
    private final LimitedBody body;
    private final Set<String> compressed;
    private final Optional<Duration> endsIn;
    private HttpClientRequest call;

    /**
     * @param compressed media types that are worth it
     * @param endsIn for an answer that does not end by itself
     */
    ProxyExchange(
            RoutingContext rc,
            String service,
            AccessToken token,
            LimitedBody body,
            Set<String> compressed,
            Optional<Duration> endsIn) {
        this.rc = rc;
        this.service = service;
        this.token = token;
        this.body = body;
        this.compressed = compressed;
        this.endsIn = endsIn;
    }

    /**
     * Takes the connection that the call goes out on.
     *
     * <p>The caller may have gone while the call stood in line. The Vert.x proxy would then wait for the rest of a body that
     * nobody sends, and keep the connection from the others.
     */
    Future<HttpClientRequest> leaves(HttpClientRequest call) {
        this.call = call;
        call.exceptionHandler(cut -> LOG.debugf("call to the %s cut: %s", service, cut.getMessage()));
        if (rc.response().closed()) {
            call.reset();
            return Future.failedFuture("the caller has gone");
        }
        return Future.succeededFuture(call);
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var request = context.request();
        if ("100-continue".equalsIgnoreCase(request.headers().get(HttpHeaders.EXPECT))) {
            rc.response().writeContinue();
        }
        Headers.inward(request.headers(), rc, token.text());
        var query = rc.request().query();
        request.setURI(query == null ? rc.normalizedPath() : rc.normalizedPath() + "?" + query);
        request.setBody(Body.body(body, request.getBody().length()));
        return context.sendRequest().recover(this::refuse);
    }

    private Future<ProxyResponse> refuse(Throwable cause) {
        if (body.isTooLarge()) {
            rc.fail(body.refusal());
        } else if (rc.response().closed()) {
            LOG.debugf("nobody waits for %s any more", rc.normalizedPath());
        } else if (stoodInLine(cause)) {
            // One of thousands, and the access log tells of each.
            rc.fail(ServiceUnavailable.busy("the " + service));
        } else {
            LOG.warnf("%s does not answer %s: %s", service, rc.normalizedPath(), cause.getMessage());
            rc.fail(ServiceUnavailable.away("the " + service));
        }
        // Answered already: there is nothing that the proxy could still send.
        return Promise.<ProxyResponse>promise().future();
    }

    /** For as long as it may, or found it full. */
    private static boolean stoodInLine(Throwable refusal) {
        return refusal instanceof TimeoutException || refusal instanceof ConnectionPoolTooBusyException;
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        var response = context.response();
        Headers.outward(response.headers(), rc.response().headers());
        rc.addHeadersEndHandler(_ -> HttpCompressionHandler.compressIfNeeded(rc, compressed));
        endsIn.ifPresent(left -> endIn(left, response));
        return context.sendResponse();
    }

    private void endIn(Duration left, ProxyResponse response) {
        var events = new AbortableBody(response.getBody().stream());
        response.setBody(Body.body(events, response.getBody().length()));
        response.putHeader("X-Accel-Buffering", "no");
        long timer = rc.vertx().setTimer(Math.max(1, left.toMillis()), _ -> {
            events.end();
            call.reset();
        });
        rc.addEndHandler(_ -> rc.vertx().cancelTimer(timer));
    }
}
