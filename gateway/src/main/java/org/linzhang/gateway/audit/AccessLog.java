package org.linzhang.gateway.audit;

import java.util.concurrent.TimeUnit;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import org.linzhang.platform.request.RequestId;

/**
 * Names each request before anything else happens to it, and logs it when it has ended.
 *
 * <p>The query is left out: log-in codes and search words are nobody's business.
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
            name(rc);
        }
        rc.next();
    }

    private static void name(RoutingContext rc) {
        long start = rc.get(STARTED);
        var request = rc.request();
        var id = RequestId.begin(request.getHeader(RequestId.HEADER));
        request.headers().set(RequestId.HEADER, id);
        rc.addHeadersEndHandler(_ -> rc.response().putHeader(RequestId.HEADER, id));
        rc.addEndHandler(ended -> {
            var level = levelOf(rc);
            if (LOG.isEnabled(level)) {
                LOG.logf(
                        level,
                        "%s %s %s%s %d ms user=%s from=%s request=%s",
                        request.method(),
                        request.path(),
                        rc.response().getStatusCode(),
                        ended.succeeded() ? "" : " cut",
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                        userOf(rc),
                        request.remoteAddress() == null
                                ? "-"
                                : request.remoteAddress().hostAddress(),
                        id);
            }
        });
    }

    private static Logger.Level levelOf(RoutingContext rc) {
        return rc.request().path().startsWith("/q/") ? Logger.Level.DEBUG : Logger.Level.INFO;
    }

    private static String userOf(RoutingContext rc) {
        return rc.user() instanceof QuarkusHttpUser user
                        && !user.getSecurityIdentity().isAnonymous()
                ? user.getSecurityIdentity().getPrincipal().getName()
                : "-";
    }
}
