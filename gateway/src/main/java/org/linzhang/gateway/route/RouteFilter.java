package org.linzhang.gateway.route;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * Assigns its route to each request, by the canonical path. All other filters, the permissions and the proxy use this path and
 * this route, so that another spelling of a path changes nothing.
 */
@Singleton
class RouteFilter {

    private static final int BEFORE_ALL_FILTERS = 1100;

    /** An invalid path gets a line in the access log and the security headers, too. */
    private static final int AFTER_ACCESS_LOG_AND_HEADERS = 890;

    private static final String INVALID = InvalidPath.class.getName();

    private final RoutingTable table;

    RouteFilter(RoutingTable table) {
        this.table = table;
    }

    void register(@Observes Filters filters) {
        filters.register(this::assignRoute, BEFORE_ALL_FILTERS);
        filters.register(RouteFilter::refuseInvalidPath, AFTER_ACCESS_LOG_AND_HEADERS);
    }

    private void assignRoute(RoutingContext rc) {
        var path = rc.request().path();
        try {
            var canonical = CanonicalPath.of(path);
            table.find(canonical).assignTo(rc, canonical);
        } catch (InvalidPath invalid) {
            table.find(path).assignTo(rc, path);
            rc.put(INVALID, invalid);
        }
        rc.next();
    }

    private static void refuseInvalidPath(RoutingContext rc) {
        InvalidPath invalid = rc.get(INVALID);
        if (invalid == null) {
            rc.next();
        } else {
            rc.fail(invalid);
        }
    }
}
