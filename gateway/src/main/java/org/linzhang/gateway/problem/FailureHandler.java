package org.linzhang.gateway.problem;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import org.linzhang.gateway.route.Route;
import org.linzhang.platform.problem.Problem;

/** Responds with a problem to failed requests, and to paths that nothing serves. */
@Singleton
class FailureHandler {

    private static final Logger LOG = Logger.getLogger(FailureHandler.class);

    /** After {@code AuthenticationFailureHandler}. */
    private static final int FAILURE_ORDER = Integer.MIN_VALUE + 1;

    private static final int AFTER_ALL_ROUTES = Integer.MAX_VALUE - 1;

    void register(@Observes Router router) {
        router.route().order(FAILURE_ORDER).failureHandler(FailureHandler::handle);
        router.route().order(AFTER_ALL_ROUTES).handler(rc -> ProblemResponses.send(rc, HttpStatusProblem.of(404)));
    }

    private static void handle(RoutingContext rc) {
        if (rc.failure() instanceof Problem problem) {
            ProblemResponses.send(rc, problem);
        } else if (!isPage(rc)) {
            ProblemResponses.send(rc, HttpStatusProblem.of(statusOf(rc)));
        } else {
            rc.next();
        }
    }

    private static boolean isPage(RoutingContext rc) {
        return Route.of(rc) == null || Route.of(rc).page();
    }

    private static int statusOf(RoutingContext rc) {
        return switch (rc.failure()) {
            case null -> rc.statusCode();
            case UnauthorizedException _, AuthenticationException _ -> 401;
            case ForbiddenException _ -> 403;
            case Throwable failure -> {
                if (rc.statusCode() < 400 || rc.statusCode() >= 500) {
                    LOG.errorf(
                            failure,
                            "%s %s failed",
                            rc.request().method(),
                            rc.request().path());
                    yield 500;
                }
                yield rc.statusCode();
            }
        };
    }
}
