package org.linzhang.gateway.proxy;

import java.util.Set;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;

/**
 * A body of HTTP/2 that does not say its length.
 *
 * <p>HTTP/2 knows no transfer coding, and the Vert.x proxy then takes it that there is no body. It is announced as
 * chunked, which is what it becomes on the HTTP/1.1 connection to the service.
 */
final class ChunkedBody extends HttpServerRequestWrapper {

    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final MultiMap headers;

    private ChunkedBody(HttpServerRequestInternal request) {
        super(request);
        headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
        headers.set(HttpHeaders.TRANSFER_ENCODING, HttpHeaders.CHUNKED);
    }

    /** The request itself, unless it is such a one. */
    static HttpServerRequest announced(HttpServerRequest request) {
        boolean lengthless = request.version() == HttpVersion.HTTP_2
                && !request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                && !BODILESS.contains(request.method());
        return lengthless ? new ChunkedBody((HttpServerRequestInternal) request) : request;
    }

    @Override
    public MultiMap headers() {
        return headers;
    }
}
