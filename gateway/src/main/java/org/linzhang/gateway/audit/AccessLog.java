package org.linzhang.gateway.audit;

import java.util.concurrent.TimeUnit;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import org.linzhang.gateway.route.Route;
import org.linzhang.platform.request.RequestId;

/**
 * Assigns an id to each request, and logs one line for it when it has ended.
 *
 * <p>The query string is not logged, because it can hold log-in codes and search words.
 */
@Singleton
class AccessLog {

    private static final Logger LOG = Logger.getLogger("org.linzhang.gateway.access");
    private static final int FIRST = 1000;
    private static final String STARTED = AccessLog.class.getName() + ".started";

    void register(@Observes Filters filters) {
        filters.register(AccessLog::begin, FIRST);
    }

    private static void begin(RoutingContext rc) {
        // The page of an app is found by a second round through the router: it is still the same request.
        if (rc.get(STARTED) == null) {
            rc.put(STARTED, System.nanoTime());
            var id = assignId(rc);
            rc.addEndHandler(ended -> log(rc, ended.succeeded(), id));
        }
        rc.next();
    }

    /** Takes the id from the request if it is valid, else creates one; sends it to the service and to the client. */
    private static String assignId(RoutingContext rc) {
        var id = RequestId.begin(rc.request().getHeader(RequestId.HEADER));
        rc.request().headers().set(RequestId.HEADER, id);
        rc.addHeadersEndHandler(_ -> rc.response().putHeader(RequestId.HEADER, id));
        return id;
    }

    private static void log(RoutingContext rc, boolean completed, String id) {
        var level = levelOf(rc);
        if (!LOG.isEnabled(level)) {
            return;
        }
        var request = rc.request();
        long started = rc.get(STARTED);
        LOG.logf(
                level,
                "%s %s %s%s %d ms user=%s from=%s request=%s",
                request.method(),
                request.path(),
                rc.response().getStatusCode(),
                completed ? "" : " aborted",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started),
                userOf(rc),
                request.remoteAddress() == null ? "-" : request.remoteAddress().hostAddress(),
                id);
    }

    private static Logger.Level levelOf(RoutingContext rc) {
        return Route.of(rc).logged() ? Logger.Level.INFO : Logger.Level.DEBUG;
    }

    private static String userOf(RoutingContext rc) {
        return rc.user() instanceof QuarkusHttpUser user
                        && !user.getSecurityIdentity().isAnonymous()
                ? withoutSpaces(user.getSecurityIdentity().getPrincipal().getName())
                : "-";
    }

    /** A space in a name could pretend to be the next field of the line. */
    private static String withoutSpaces(String name) {
        return name.replace(" ", "\\u0020");
    }
}
