package org.linzhang.gateway.proxy;

import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import jakarta.inject.Singleton;

import io.vertx.core.http.RequestOptions;

/** Finds who answers a path. */
@Singleton
class RoutingTable {

    private final List<Upstream> longestFirst;
    private final Set<String> streams;

    /**
     * @param service its name, as people are told it
     * @param path the part of the path that it was found by
     */
    record Upstream(String service, String path, URI url) {

        private boolean answers(String asked) {
            if (!asked.startsWith(path)) {
                return false;
            }
            return asked.length() == path.length() || "/.".indexOf(asked.charAt(path.length())) >= 0;
        }

        RequestOptions address() {
            boolean tls = "https".equals(url.getScheme());
            int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
            return new RequestOptions().setHost(url.getHost()).setPort(port).setSsl(tls);
        }
    }

    RoutingTable(ProxyConfig config) {
        streams = config.streams();
        longestFirst = config.services().entrySet().stream()
                .flatMap(service -> service.getValue().paths().stream()
                        .map(path -> new Upstream(
                                service.getKey(), path, service.getValue().url())))
                .sorted(Comparator.comparingInt(
                                (Upstream upstream) -> upstream.path().length())
                        .reversed())
                .toList();
    }

    Optional<Upstream> find(String path) {
        return longestFirst.stream().filter(upstream -> upstream.answers(path)).findFirst();
    }

    /** One entry a service. */
    Collection<Upstream> services() {
        var byName = new TreeMap<String, Upstream>();
        longestFirst.forEach(upstream -> byName.put(upstream.service(), upstream));
        return byName.values();
    }

    boolean isStream(String path) {
        return streams.contains(path);
    }
}
