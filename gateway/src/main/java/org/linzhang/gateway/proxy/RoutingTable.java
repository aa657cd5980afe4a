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

/** Finds the upstream service of a path. */
@Singleton
class RoutingTable {

    private final List<Upstream> longestFirst;
    private final Set<String> streams;

    /**
     * @param service its name, as in log and problem messages
     * @param path the path prefix that it serves
     */
    record Upstream(String service, String path, URI url) {

        private boolean serves(String requestPath) {
            if (!requestPath.startsWith(path)) {
                return false;
            }
            return requestPath.length() == path.length() || "/.".indexOf(requestPath.charAt(path.length())) >= 0;
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

    /** The upstream with the longest matching path prefix; empty if no service serves the path. */
    Optional<Upstream> find(String path) {
        return longestFirst.stream().filter(upstream -> upstream.serves(path)).findFirst();
    }

    /** One upstream per service, sorted by service name. */
    Collection<Upstream> services() {
        var byName = new TreeMap<String, Upstream>();
        longestFirst.forEach(upstream -> byName.put(upstream.service(), upstream));
        return byName.values();
    }

    boolean isStream(String path) {
        return streams.contains(path);
    }
}
