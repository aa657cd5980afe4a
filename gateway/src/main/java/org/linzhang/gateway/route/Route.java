package org.linzhang.gateway.route;

import java.util.Optional;

import io.vertx.ext.web.RoutingContext;

/**
 * What holds for the requests of a path.
 *
 * @param name its key in the configuration
 * @param service the upstream service; empty if the gateway itself responds
 * @param login whether the request must be authenticated
 * @param stream whether the response is an endless event stream
 * @param page whether people open it in a browser: errors are text and not problem details
 * @param logged whether the access log has a line for each request
 * @param bodyLimit maximum size of the request body, bytes
 */
public record Route(
        String name,
        Optional<String> service,
        boolean login,
        boolean stream,
        boolean page,
        boolean logged,
        long bodyLimit) {

    private static final String KEY = Route.class.getName();

    private record Assigned(Route route, String path) {}

    /** The route of a request: set before any other filter. Null if the request line is not valid HTTP. */
    public static Route of(RoutingContext rc) {
        Assigned assigned = rc.get(KEY);
        return assigned == null ? null : assigned.route();
    }

    /** The path of a request in canonical form. */
    public static String pathOf(RoutingContext rc) {
        Assigned assigned = rc.get(KEY);
        return assigned.path();
    }

    void assignTo(RoutingContext rc, String path) {
        rc.put(KEY, new Assigned(this, path));
    }
}
