package org.linzhang.gateway.route;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import jakarta.inject.Singleton;

/** Finds the route of a path. */
@Singleton
public class RoutingTable {

    private final List<Path> mostSpecificFirst;

    private record Path(PathPattern pattern, Route route) {}

    RoutingTable(RouteConfig config) {
        mostSpecificFirst = config.routes().entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().paths().stream().map(path -> new Path(new PathPattern(path), routeOf(entry))))
                .sorted(Comparator.comparingInt((Path path) -> path.pattern().specificity())
                        .reversed())
                .toList();
    }

    private static Route routeOf(Map.Entry<String, RouteConfig.Entry> entry) {
        var config = entry.getValue();
        return new Route(
                entry.getKey(),
                config.service(),
                config.login(),
                config.stream(),
                config.page(),
                config.logged(),
                config.body().asLongValue());
    }

    /** @param path in canonical form */
    Route find(String path) {
        for (var entry : mostSpecificFirst) {
            if (entry.pattern().matches(path)) {
                return entry.route();
            }
        }
        throw new IllegalStateException("no route has the path /");
    }

    public Collection<Route> all() {
        return mostSpecificFirst.stream().map(Path::route).distinct().toList();
    }
}
