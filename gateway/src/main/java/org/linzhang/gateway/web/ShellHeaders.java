package org.linzhang.gateway.web;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Removes the headers of the web client's files from responses that are none. The filters of Quarkus set them by path,
 * before the status is known: a 404 for a bundle would be cached for a year, and an error would carry the header by which
 * the service worker recognises files of the web client.
 */
@Singleton
class ShellHeaders {

    static final String MARK = "X-Linzhang-Shell";

    private static final int FIRST = 1000;

    void register(@Observes Filters filters) {
        filters.register(ShellHeaders::handle, FIRST);
    }

    private static void handle(RoutingContext rc) {
        var path = rc.normalizedPath();
        rc.addHeadersEndHandler(_ -> clean(path, rc.response()));
        rc.next();
    }

    private static void clean(String path, HttpServerResponse response) {
        boolean isFile = response.getStatusCode() < 400 && !path.startsWith("/api/");
        if (!isFile && response.headers().contains(MARK)) {
            response.headers().remove(MARK);
            response.headers().set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
