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

/** One request that is forwarded to a service, and its response. */
final class ProxyExchange implements ProxyInterceptor {

    private static final Logger LOG = Logger.getLogger(ProxyExchange.class);

    private final RoutingContext rc;
    private final String service;
    private final AccessToken token;
    private final LimitedBody body;
    private final Set<String> compressedMediaTypes;
    private final Optional<Duration> maxDuration;
    private HttpClientRequest upstreamRequest;

    /** @param maxDuration after which an event stream is ended; empty for an ordinary call */
    ProxyExchange(
            RoutingContext rc,
            String service,
            AccessToken token,
            LimitedBody body,
            Set<String> compressedMediaTypes,
            Optional<Duration> maxDuration) {
        this.rc = rc;
        this.service = service;
        this.token = token;
        this.body = body;
        this.compressedMediaTypes = compressedMediaTypes;
        this.maxDuration = maxDuration;
    }

    /**
     * Called when the pool has assigned a connection to the request.
     *
     * <p>Fails if the client disconnected while the request was in the queue. Otherwise the Vert.x proxy would wait for
     * the rest of the client's body, which never arrives, and occupy the connection.
     */
    Future<HttpClientRequest> onConnected(HttpClientRequest request) {
        upstreamRequest = request;
        request.exceptionHandler(e -> LOG.debugf("request to %s was aborted: %s", service, e.getMessage()));
        if (rc.response().closed()) {
            request.reset();
            return Future.failedFuture("the client has disconnected");
        }
        return Future.succeededFuture(request);
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var request = context.request();
        if ("100-continue".equalsIgnoreCase(request.headers().get(HttpHeaders.EXPECT))) {
            rc.response().writeContinue();
        }
        ProxyHeaders.prepareRequest(request.headers(), rc, token.text());
        var query = rc.request().query();
        request.setURI(query == null ? rc.normalizedPath() : rc.normalizedPath() + "?" + query);
        request.setBody(Body.body(body, request.getBody().length()));
        return context.sendRequest().recover(this::respondWithProblem);
    }

    private Future<ProxyResponse> respondWithProblem(Throwable cause) {
        if (body.isTooLarge()) {
            rc.fail(body.tooLarge());
        } else if (rc.response().closed()) {
            LOG.debugf("client of %s has disconnected", rc.normalizedPath());
        } else if (isQueueFailure(cause)) {
            // Not logged here: under load there are thousands, and the access log has a line for each.
            rc.fail(ServiceUnavailable.busy("the " + service));
        } else {
            LOG.warnf("%s does not answer %s: %s", service, rc.normalizedPath(), cause.getMessage());
            rc.fail(ServiceUnavailable.notAnswering("the " + service));
        }
        // Never completed: the failure handler responds, and the Vert.x proxy must not respond a second time.
        return Promise.<ProxyResponse>promise().future();
    }

    /** The request was in the queue until the queue time-out, or the queue was full. */
    private static boolean isQueueFailure(Throwable cause) {
        return cause instanceof TimeoutException || cause instanceof ConnectionPoolTooBusyException;
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        var response = context.response();
        ProxyHeaders.prepareResponse(response.headers(), rc.response().headers());
        rc.addHeadersEndHandler(_ -> HttpCompressionHandler.compressIfNeeded(rc, compressedMediaTypes));
        maxDuration.ifPresent(duration -> endStreamAfter(duration, response));
        return context.sendResponse();
    }

    private void endStreamAfter(Duration duration, ProxyResponse response) {
        var events = new AbortableBody(response.getBody().stream());
        response.setBody(Body.body(events, response.getBody().length()));
        // Asks a reverse proxy such as nginx not to buffer the stream.
        response.putHeader("X-Accel-Buffering", "no");
        long timer = rc.vertx().setTimer(Math.max(1, duration.toMillis()), _ -> {
            events.end();
            upstreamRequest.reset();
        });
        rc.addEndHandler(_ -> rc.vertx().cancelTimer(timer));
    }
}
