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
 * An HTTP/2 request with a body of unknown length, presented as chunked.
 *
 * <p>HTTP/2 has no transfer coding (RFC 9113, 8.2.2). Without {@code Content-Length} and {@code Transfer-Encoding} the
 * Vert.x proxy assumes that there is no body. The body is sent in chunks on the HTTP/1.1 connection to the service.
 */
final class ChunkedRequest extends HttpServerRequestWrapper {

    private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final MultiMap headers;

    private ChunkedRequest(HttpServerRequestInternal request) {
        super(request);
        headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
        headers.set(HttpHeaders.TRANSFER_ENCODING, HttpHeaders.CHUNKED);
    }

    /** Wraps an HTTP/2 request whose body has no stated length; returns any other request unchanged. */
    static HttpServerRequest wrapIfLengthUnknown(HttpServerRequest request) {
        boolean lengthUnknown = request.version() == HttpVersion.HTTP_2
                && !request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                && !WITHOUT_BODY.contains(request.method());
        return lengthUnknown ? new ChunkedRequest((HttpServerRequestInternal) request) : request;
    }

    @Override
    public MultiMap headers() {
        return headers;
    }
}
