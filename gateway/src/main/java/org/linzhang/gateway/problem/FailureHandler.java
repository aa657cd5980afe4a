package org.linzhang.gateway.problem;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import org.linzhang.platform.problem.Problem;

/** The last stop of everything that failed on its way, and of every path under {@code /api} that nobody answers. */
@Singleton
class FailureHandler {

    private static final Logger LOG = Logger.getLogger(FailureHandler.class);

    private static final String API = "/api/*";
    private static final int BEHIND_ALL_ELSE = Integer.MAX_VALUE - 1;

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).failureHandler(this::failed);
        router.route(API).order(BEHIND_ALL_ELSE).handler(rc -> ProblemResponses.answer(rc, PlainProblem.of(404)));
    }

    private void failed(RoutingContext rc) {
        if (rc.failure() instanceof Problem problem) {
            ProblemResponses.answer(rc, problem);
        } else if (rc.normalizedPath().startsWith("/api/")) {
            ProblemResponses.answer(rc, PlainProblem.of(statusOf(rc)));
        } else {
            rc.next();
        }
    }

    private static int statusOf(RoutingContext rc) {
        return switch (rc.failure()) {
            case null -> rc.statusCode();
            case UnauthorizedException _, AuthenticationException _ -> 401;
            case ForbiddenException _ -> 403;
            case Throwable broken -> {
                if (rc.statusCode() < 400 || rc.statusCode() >= 500) {
                    LOG.errorf(
                            broken,
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
