package org.linzhang.gateway.problem;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import org.linzhang.platform.problem.ProblemDetail;

/** Answers like {@link FailureHandler}, which Quarkus REST does not reach if it has no resource for a path. */
class UnknownPathMapper {

    @ServerExceptionMapper
    Response unknown(NotFoundException e, RoutingContext rc) {
        var problem = HttpStatusProblem.of(404);
        var response = Response.status(problem.status()).header(HttpHeaders.CACHE_CONTROL, "no-store");
        return ProblemResponses.isForPeople(rc)
                ? response.type("text/plain; charset=utf-8")
                        .entity(ProblemResponses.plainText(problem))
                        .build()
                : response.type(ProblemDetail.MEDIA_TYPE)
                        .entity(ProblemResponses.detailOf(problem, rc))
                        .build();
    }
}
