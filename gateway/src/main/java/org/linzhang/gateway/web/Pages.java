package org.linzhang.gateway.web;

import java.util.List;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.web.bundler.runtime.Bundle;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The addresses of the web client. Every path below the path of an app shows the page of the app, whose router finds the
 * rest. A path with a dot is a file, and there are none.
 *
 * <p>The service worker is served at the root: only from there may it control all pages. Its bundle imports chunks by
 * relative paths, so the script at the root only imports the bundle.
 */
@Singleton
class Pages {

    private static final List<String> APPS = List.of("ranger", "chief", "supervisor");

    void register(@Observes Router router, Bundle bundle) {
        APPS.forEach(app -> router.routeWithRegex("/" + app + "(?:/[^.]*)?")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(rc -> rc.reroute("/" + app + ".html")));
        var worker = "import '%s';\n".formatted(bundle.script("worker"));
        router.route("/sw.js").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(rc -> script(rc, worker));
    }

    private static void script(RoutingContext rc, String text) {
        rc.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/javascript; charset=utf-8")
                .end(text);
    }
}
