package org.linzhang.gateway.proxy;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import jakarta.inject.Singleton;

import org.linzhang.gateway.route.Route;
import org.linzhang.gateway.route.RoutingTable;

/** The services that requests are forwarded to. */
@Singleton
class Upstreams {

    private final Map<String, Upstream> byName = new TreeMap<>();

    Upstreams(ProxyConfig config, RoutingTable table) {
        config.services().forEach((name, service) -> byName.put(name, new Upstream(name, service.url())));
        table.all().forEach(this::requireKnownService);
    }

    private void requireKnownService(Route route) {
        if (route.service().isPresent() && of(route) == null) {
            throw new IllegalStateException("linzhang.route.%s.service is %s, but linzhang.proxy.services has only %s"
                    .formatted(route.name(), route.service().get(), byName.keySet()));
        }
    }

    /** Null if the gateway itself responds. */
    Upstream of(Route route) {
        return route.service().map(byName::get).orElse(null);
    }

    /** Sorted by name. */
    Collection<Upstream> all() {
        return byName.values();
    }
}
