package org.linzhang.gateway.proxy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Decides which headers pass the gateway, in both directions. */
final class ProxyHeaders {

    /** Hop-by-hop headers (RFC 9110, 7.6.1). The Vert.x proxy removes them from requests, but not from responses. */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "proxy-connection", "proxy-authenticate", "te", "trailer", "upgrade");

    /** Session and credentials, and statements about the client that only the gateway may make. */
    private static final Set<String> REMOVED_FROM_REQUEST =
            Set.of("cookie", "authorization", "forwarded", "x-real-ip", "expect", "accept-encoding");

    private static final List<String> PREFIXES_REMOVED_FROM_REQUEST = List.of("x-forwarded-", "x-linzhang-");

    private static final Set<String> REMOVED_FROM_RESPONSE = Set.of("set-cookie", "server");

    private ProxyHeaders() {}

    /** Removes what the client must not send to a service, and sets the access token and the forwarding headers. */
    static void prepareRequest(MultiMap headers, RoutingContext rc, String accessToken) {
        var client = rc.request();
        headers.getAll(HttpHeaders.CONNECTION).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .forEach(name -> headers.remove(name.strip()));
        for (var name : List.copyOf(headers.names())) {
            var lowerCase = name.toLowerCase();
            if (REMOVED_FROM_REQUEST.contains(lowerCase)
                    || PREFIXES_REMOVED_FROM_REQUEST.stream().anyMatch(lowerCase::startsWith)) {
                headers.remove(name);
            }
        }
        headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken);
        headers.set("X-Forwarded-For", client.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", client.scheme());
        headers.set("X-Forwarded-Host", client.authority().toString());
    }

    /**
     * Removes what a service must not send to the client.
     *
     * @param setByGateway headers that the gateway has already set; they take precedence
     */
    static void prepareResponse(MultiMap headers, MultiMap setByGateway) {
        HOP_BY_HOP.forEach(headers::remove);
        REMOVED_FROM_RESPONSE.forEach(headers::remove);
        setByGateway.names().forEach(headers::remove);
    }
}
