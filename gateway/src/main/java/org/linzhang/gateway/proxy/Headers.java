package org.linzhang.gateway.proxy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** What may cross the gateway in a header, either way. */
final class Headers {

    /** Belong to one connection only (RFC 9110, 7.6.1); the Vert.x proxy removes them from requests, not from answers. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "keep-alive", "proxy-connection", "proxy-authenticate", "te", "trailer", "upgrade");

    /** The session, and what only the gateway says about who is calling from where. */
    private static final Set<String> NEVER_INWARD =
            Set.of("cookie", "authorization", "forwarded", "x-real-ip", "expect", "accept-encoding");

    private static final List<String> NEVER_INWARD_PREFIXES = List.of("x-forwarded-", "x-linzhang-");

    private static final Set<String> NEVER_OUTWARD = Set.of("set-cookie", "server");

    private Headers() {}

    /** Cleans a caller's headers and adds what the service must know. */
    static void inward(MultiMap headers, RoutingContext rc, String accessToken) {
        var client = rc.request();
        headers.getAll(HttpHeaders.CONNECTION).stream()
                .flatMap(named -> Stream.of(named.split(",")))
                .forEach(named -> headers.remove(named.strip()));
        for (var name : List.copyOf(headers.names())) {
            var lower = name.toLowerCase();
            if (NEVER_INWARD.contains(lower) || NEVER_INWARD_PREFIXES.stream().anyMatch(lower::startsWith)) {
                headers.remove(name);
            }
        }
        headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken);
        headers.set("X-Forwarded-For", client.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", client.scheme());
        headers.set("X-Forwarded-Host", client.authority().toString());
    }

    /** Cleans a service's headers; where the gateway has already said something, that stands. */
    static void outward(MultiMap headers, MultiMap already) {
        OF_THE_CONNECTION.forEach(headers::remove);
        NEVER_OUTWARD.forEach(headers::remove);
        already.names().forEach(headers::remove);
    }
}
