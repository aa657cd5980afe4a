package org.linzhang.gateway.browser;

import java.util.Optional;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.linzhang.gateway.route.Route;

/** Adds security headers to every response. */
@Singleton
class SecurityHeaders {

    private static final int BEFORE_OTHER_FILTERS = 900;
    private static final String ONE_YEAR = "max-age=31536000";

    private final String contentSecurityPolicy;

    SecurityHeaders(@ConfigProperty(name = "linzhang.tile-url") Optional<String> tileUrl) {
        this.contentSecurityPolicy = contentSecurityPolicy(tileUrl);
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, BEFORE_OTHER_FILTERS);
    }

    private void add(RoutingContext rc) {
        var headers = rc.response().headers();
        if (!isDevConsole(rc)) {
            headers.set("Content-Security-Policy", contentSecurityPolicy);
        }
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Permissions-Policy", "geolocation=(self), camera=(self), microphone=(), payment=()");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if ("https".equals(rc.request().scheme())) {
            headers.set("Strict-Transport-Security", ONE_YEAR);
        }
        if (!Route.of(rc).page()) {
            rc.addHeadersEndHandler(_ -> forbidCaching(headers));
        }
        rc.next();
    }

    private static void forbidCaching(MultiMap headers) {
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    /**
     * Scripts only from our own bundles. Inline {@code style} attributes are allowed, as map and charts write them;
     * style sheets are not.
     */
    private static String contentSecurityPolicy(Optional<String> tileUrl) {
        var tiles = tileUrl.map(url -> " " + originOf(url)).orElse("");
        return String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self'",
                "style-src 'self'",
                "style-src-attr 'unsafe-inline'",
                "img-src 'self' data: blob:" + tiles,
                "connect-src 'self'" + tiles,
                "worker-src 'self'",
                "manifest-src 'self'",
                "object-src 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
                "form-action 'self'");
    }

    /** Scheme, host and port of a URL, which may be a template such as {@code https://{s}.example/{z}/{x}/{y}.png}. */
    private static String originOf(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return (path < 0 ? url : url.substring(0, path)).replace("{s}", "*");
    }

    private static boolean isDevConsole(RoutingContext rc) {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT
                && rc.request().path().startsWith("/q/");
    }
}
