package org.linzhang.gateway.web;

import java.util.List;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.web.bundler.runtime.Bundle;
import io.vertx.ext.web.Router;

/**
 * The addresses of the apps: a page each, without a suffix. The service worker is served at the root: only from there may
 * it control all pages.
 */
@Singleton
class Pages {

    private static final List<String> APPS = List.of("ranger", "chief", "supervisor");

    void register(@Observes Router router, Bundle bundle) {
        APPS.forEach(app -> route(router, "/" + app, "/" + app + ".html"));
        route(router, "/sw.js", bundle.script("worker"));
    }

    private static void route(Router router, String address, String file) {
        router.get(address).handler(rc -> rc.reroute(file));
        router.head(address).handler(rc -> rc.reroute(file));
    }
}
