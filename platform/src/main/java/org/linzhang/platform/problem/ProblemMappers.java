package org.linzhang.platform.problem;

import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import org.linzhang.platform.database.DatabaseOutage;
import org.linzhang.platform.request.RequestId;

/** Answers every exception of a resource as a problem, without a stack trace. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    /** The gateway has no database. */
    private final Instance<DatabaseOutage> outage;

    ProblemMappers(Instance<DatabaseOutage> outage) {
        this.outage = outage;
    }

    @ServerExceptionMapper
    Response refused(Problem problem, UriInfo uri) {
        return answer(problem.status(), problem.slug(), problem.title(), problem.field(), problem.getMessage(), uri);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e, UriInfo uri) {
        var errors = e.getConstraintViolations().stream()
                .map(violation ->
                        new ProblemDetail.FieldError(fieldOf(violation.getPropertyPath()), violation.getMessage()))
                .sorted(Comparator.comparing(ProblemDetail.FieldError::field))
                .toList();
        return answer(ProblemDetail.of(errors, uri.getPath(), RequestId.current()));
    }

    /** The path without the method and its parameter; nothing is left if the body itself is missing. */
    private static String fieldOf(Path path) {
        var field = StreamSupport.stream(path.spliterator(), false)
                .skip(2)
                .map(Object::toString)
                .collect(Collectors.joining("."));
        return field.isEmpty() ? "body" : field;
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException e, UriInfo uri) {
        var path = e instanceof JsonMappingException mapping ? JsonPath.of(mapping) : "";
        if (path.isEmpty()) {
            return answer(400, "malformed-json", "The body is not valid JSON", null, JsonPath.reasonOf(e), uri);
        }
        return answer(400, "invalid-field", "A field is not valid", path, JsonPath.reasonOf(e), uri);
    }

    /** Quarkus has a mapper for this class; only a mapper for the same class replaces it. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e, UriInfo uri) {
        return unreadable(e, uri);
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e, UriInfo uri) {
        return unauthorized(uri);
    }

    @ServerExceptionMapper
    Response unauthenticated(AuthenticationFailedException e, UriInfo uri) {
        return unauthorized(uri);
    }

    /** The identity provider has not been available since the service started, so that no token can be verified. */
    @ServerExceptionMapper
    Response unavailable(OIDCException e, UriInfo uri) {
        LOG.warnf("tokens cannot be verified: %s", e.getMessage());
        return unavailable("the identity provider does not answer; send the same request again later", uri);
    }

    private static Response unavailable(String detail, UriInfo uri) {
        var response = answer(503, "unavailable", "Service unavailable", null, detail, uri);
        return Response.fromResponse(response)
                .header("Retry-After", RETRY_AFTER_SECONDS)
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, UriInfo uri) {
        var detail = e.getMessage() == null ? "your role may not do this" : e.getMessage();
        return answer(403, "forbidden", "Not allowed", null, detail, uri);
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable, uri);
        }
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        if (status >= 500) {
            return failed(e, uri);
        }
        var known = HttpStatuses.of(status);
        return answer(status, known.slug(), known.title(), null, known.detail(), uri);
    }

    @ServerExceptionMapper
    Response failed(Throwable e, UriInfo uri) {
        if (outage.isResolvable() && outage.get().causes(e)) {
            LOG.warnf("the database is not available to %s: %s", uri.getPath(), e.getMessage());
            return unavailable("the database does not answer; send the same request again later", uri);
        }
        LOG.errorf(e, "%s failed", uri.getPath());
        return answer(
                500,
                "server-error",
                "Internal server error",
                null,
                "send the same request again later; repeating it is safe",
                uri);
    }

    private Response unauthorized(UriInfo uri) {
        var problem = ProblemDetail.of(
                401, "unauthorized", "Log in first", null, "send a valid token", uri.getPath(), RequestId.current());
        return Response.status(401)
                .header("WWW-Authenticate", "Bearer")
                .type(ProblemDetail.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    private static Response answer(int status, String slug, String title, String field, String detail, UriInfo uri) {
        return answer(ProblemDetail.of(status, slug, title, field, detail, uri.getPath(), RequestId.current()));
    }

    private static Response answer(ProblemDetail problem) {
        return Response.status(problem.status())
                .type(ProblemDetail.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
