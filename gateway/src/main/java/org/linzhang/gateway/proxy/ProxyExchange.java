package org.linzhang.gateway.proxy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import io.quarkus.vertx.http.runtime.HttpCompressionHandler;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import org.linzhang.gateway.body.RequestBody;
import org.linzhang.gateway.login.AccessToken;
import org.linzhang.gateway.problem.ServiceUnavailable;
import org.linzhang.gateway.route.Route;
import org.linzhang.platform.problem.Problem;

/** One request that is forwarded to a service, and its response. */
final class ProxyExchange {

    private static final Logger LOG = Logger.getLogger(ProxyExchange.class);
    private static final Set<HttpMethod> SAFE_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** A response of at most this size, bytes, is sent in one piece together with its head. */
    private static final long SENT_IN_ONE_PIECE = 64 * 1024;

    private final RoutingContext rc;
    private final HttpServerResponse response;
    private final boolean isStream;
    private final Upstream upstream;
    private final UpstreamPool pool;
    private final Set<String> compressedMediaTypes;
    private HttpClientRequest upstreamRequest;

    ProxyExchange(RoutingContext rc, Upstream upstream, UpstreamPool pool, Set<String> compressedMediaTypes) {
        this.rc = rc;
        this.response = rc.response();
        this.isStream = Route.of(rc).stream();
        this.upstream = upstream;
        this.pool = pool;
        this.compressedMediaTypes = compressedMediaTypes;
    }

    /**
     * Sends the request to the service, and its response to the client.
     *
     * @param token empty for a path that needs no log-in
     * @param maxDuration after which an event stream is ended; empty for an ordinary call
     */
    void forward(RequestBody body, Optional<AccessToken> token, Optional<Duration> maxDuration) {
        var client = rc.request();
        var query = client.query();
        var options = upstream.address()
                .setMethod(client.method())
                .setURI(query == null ? Route.pathOf(rc) : Route.pathOf(rc) + "?" + query)
                .setHeaders(ProxyHeaders.ofRequest(client, token.map(AccessToken::text)));
        pool.request(options, isStream)
                .onSuccess(request -> send(request, body, maxDuration))
                .onFailure(this::refuse);
    }

    private void send(HttpClientRequest request, RequestBody body, Optional<Duration> maxDuration) {
        request.exceptionHandler(e -> LOG.debugf("request to %s was aborted: %s", upstream.service(), e.getMessage()));
        if (response.closed()) {
            request.reset();
            return;
        }
        upstreamRequest = request;
        rc.addEndHandler(this::onClientGone);
        body.sendWith(request)
                .onSuccess(upstreamResponse -> respond(upstreamResponse, maxDuration))
                .onFailure(this::refuse);
    }

    /** A write is completed even if the client can't get the response: it would only send the same again. */
    private void onClientGone(AsyncResult<Void> end) {
        if (end.failed() && (isStream || SAFE_METHODS.contains(rc.request().method()))) {
            upstreamRequest.reset();
        }
    }

    private void respond(HttpClientResponse upstreamResponse, Optional<Duration> maxDuration) {
        if (response.closed() || response.ended()) {
            upstreamRequest.reset();
            return;
        }
        response.setStatusCode(upstreamResponse.statusCode());
        ProxyHeaders.copyResponse(upstreamResponse.headers(), response.headers());
        rc.addHeadersEndHandler(_ -> HttpCompressionHandler.compressIfNeeded(rc, compressedMediaTypes));
        long length = lengthOf(upstreamResponse);
        if (isStream) {
            maxDuration.ifPresent(this::endStreamAfter);
            // Asks a reverse proxy such as nginx not to buffer the stream.
            response.putHeader("X-Accel-Buffering", "no");
            pipe(upstreamResponse);
        } else if (length >= 0 && length <= SENT_IN_ONE_PIECE) {
            upstreamResponse.body().onSuccess(response::end).onFailure(this::abort);
        } else {
            pipe(upstreamResponse);
        }
    }

    private void pipe(HttpClientResponse upstreamResponse) {
        if (lengthOf(upstreamResponse) < 0) {
            response.setChunked(true);
        }
        // A stream that the service ends, for whatever reason, ends for the client as well; half a list must not look
        // whole.
        upstreamResponse.pipe().endOnFailure(isStream).to(response).onFailure(isStream ? _ -> {} : this::abort);
    }

    /** Bytes; -1 if unknown. */
    private static long lengthOf(HttpClientResponse upstreamResponse) {
        int status = upstreamResponse.statusCode();
        boolean hasNoBody =
                status == 204 || status == 304 || upstreamResponse.request().getMethod() == HttpMethod.HEAD;
        var length = upstreamResponse.getHeader(HttpHeaders.CONTENT_LENGTH);
        return hasNoBody ? 0 : length == null ? -1 : Long.parseLong(length);
    }

    private void endStreamAfter(Duration duration) {
        long timer = rc.vertx().setTimer(Math.max(1, duration.toMillis()), _ -> upstreamRequest.reset());
        rc.addEndHandler(_ -> rc.vertx().cancelTimer(timer));
    }

    private void abort(Throwable cause) {
        LOG.debugf("response of %s was aborted: %s", upstream.service(), cause.getMessage());
        if (!response.ended()) {
            response.reset();
        }
    }

    /** Responds with a problem, if the client is still there. */
    void refuse(Throwable cause) {
        if (response.closed() || response.ended()) {
            LOG.debugf("client of %s has disconnected", Route.pathOf(rc));
        } else if (cause instanceof Problem problem) {
            rc.fail(problem);
        } else if (isQueueFailure(cause)) {
            // Not logged here: under load there are thousands, and the access log has a line for each.
            rc.fail(ServiceUnavailable.busy("the " + upstream.service()));
        } else {
            LOG.warnf("%s does not answer %s: %s", upstream.service(), Route.pathOf(rc), cause.getMessage());
            rc.fail(ServiceUnavailable.notAnswering("the " + upstream.service()));
        }
    }

    /** The request was in the queue until the queue time-out, or the queue was full. */
    private static boolean isQueueFailure(Throwable cause) {
        return cause instanceof TimeoutException || cause instanceof ConnectionPoolTooBusyException;
    }
}
