package org.linzhang.gateway.web;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.linzhang.gateway.route.Route;

/**
 * Sets the headers of the web client's files when their status is known. An error is never cached, and never has the header by
 * which the service worker recognises files of the web client.
 */
@Singleton
class ShellHeaders {

    /**
     * The service worker stores only files with this header. Pages of captive portals and maintenance pages do not have it.
     */
    static final String MARK = "X-Linzhang-Shell";

    private static final int FIRST = 1000;

    /** Browsers ask at each use whether the file has changed. */
    private static final String REVALIDATED = "no-cache";

    /** Bundles have a hash in their name. */
    private static final String ONE_YEAR = "public, max-age=31536000, immutable";

    private final String version;

    ShellHeaders(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, FIRST);
    }

    private void handle(RoutingContext rc) {
        var method = rc.request().method();
        if (Route.of(rc).page() && (method == HttpMethod.GET || method == HttpMethod.HEAD)) {
            var path = Route.pathOf(rc);
            rc.addHeadersEndHandler(_ -> set(path, rc.response()));
        }
        rc.next();
    }

    private void set(String path, HttpServerResponse response) {
        var headers = response.headers();
        if (response.getStatusCode() >= 400) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        } else if (path.equals("/") || path.endsWith(".html")) {
            setShell(headers, REVALIDATED);
        } else if (path.startsWith("/static/bundle/")) {
            setShell(headers, ONE_YEAR);
        } else if (path.equals("/manifest.webmanifest")) {
            setShell(headers, REVALIDATED);
            headers.set(HttpHeaders.CONTENT_TYPE, "application/manifest+json");
        } else if (path.startsWith("/icons/")) {
            headers.set(MARK, version);
        } else if (path.equals("/sw.js")) {
            headers.set(HttpHeaders.CACHE_CONTROL, REVALIDATED);
        }
    }

    private void setShell(MultiMap headers, String cacheControl) {
        headers.set(HttpHeaders.CACHE_CONTROL, cacheControl);
        headers.set(MARK, version);
    }
}
