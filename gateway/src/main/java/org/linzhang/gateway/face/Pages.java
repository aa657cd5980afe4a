package org.linzhang.gateway.face;

import java.util.List;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.web.bundler.runtime.Bundle;
import io.vertx.ext.web.Router;

/**
 * The addresses of the faces: a page each, without a suffix, and the service worker at the root, for only from there may
 * it answer for all pages.
 */
@Singleton
class Pages {

    private static final List<String> FACES = List.of("ranger", "chief", "supervisor");

    void register(@Observes Router router, Bundle bundle) {
        FACES.forEach(face -> route(router, "/" + face, "/" + face + ".html"));
        route(router, "/sw.js", bundle.script("worker"));
    }

    private static void route(Router router, String address, String file) {
        router.get(address).handler(rc -> rc.reroute(file));
        router.head(address).handler(rc -> rc.reroute(file));
    }
}
