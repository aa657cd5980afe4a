package org.linzhang.gateway.proxy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Decides which headers pass the gateway, in both directions. */
final class ProxyHeaders {

    /**
     * Hop-by-hop headers (RFC 9110, 7.6.1) and those that the connection to the service sets by itself; session and
     * credentials; statements about the client that only the gateway may make.
     */
    private static final Set<String> REMOVED_FROM_REQUEST = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "host",
            "content-length",
            "expect",
            "accept-encoding",
            "cookie",
            "authorization",
            "forwarded",
            "x-real-ip");

    private static final Set<String> REMOVED_FROM_RESPONSE = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "set-cookie",
            "server");

    private ProxyHeaders() {}

    /** The headers that a service gets: those of the client that may pass, the access token and the forwarding headers. */
    static MultiMap ofRequest(HttpServerRequest client, Optional<String> accessToken) {
        var headers = HttpHeaders.headers();
        for (var header : client.headers()) {
            if (isForwarded(header.getKey().toLowerCase(Locale.ROOT))) {
                headers.add(header.getKey(), header.getValue());
            }
        }
        removeNamedInConnection(client.headers().getAll(HttpHeaders.CONNECTION), headers);
        accessToken.ifPresent(token -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token));
        headers.set("X-Forwarded-For", client.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", client.scheme());
        if (client.authority() != null) {
            headers.set("X-Forwarded-Host", client.authority().toString());
        }
        return headers;
    }

    private static boolean isForwarded(String lowerCase) {
        return !REMOVED_FROM_REQUEST.contains(lowerCase)
                && !lowerCase.startsWith("x-forwarded-")
                && !lowerCase.startsWith("x-linzhang-");
    }

    private static void removeNamedInConnection(List<String> connection, MultiMap headers) {
        for (var value : connection) {
            for (var name : value.split(",")) {
                headers.remove(name.strip());
            }
        }
    }

    /**
     * Copies the headers that a service may send to the client.
     *
     * @param client has the headers of the gateway, which take precedence
     */
    static void copyResponse(MultiMap service, MultiMap client) {
        REMOVED_FROM_RESPONSE.forEach(service::remove);
        client.names().forEach(service::remove);
        client.addAll(service);
    }
}
