package org.linzhang.platform.precondition;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import org.linzhang.platform.problem.ProblemDetail;
import org.linzhang.platform.request.RequestId;

/** Answers {@link StaleView} as a problem with the current view and its tag. */
class StaleViewMapper {

    /** @param current the extension member of the problem: the current view */
    record StaleViewProblem(@JsonUnwrapped ProblemDetail problem, Object current) {}

    @ServerExceptionMapper
    Response stale(StaleView e, UriInfo uri) {
        var problem = ProblemDetail.of(
                e.status(), e.slug(), e.title(), e.field(), e.getMessage(), uri.getPath(), RequestId.current());
        return Response.status(e.status())
                .type(ProblemDetail.MEDIA_TYPE)
                .header("ETag", e.tag().value())
                .entity(new StaleViewProblem(problem, e.current()))
                .build();
    }
}
