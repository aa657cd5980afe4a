package org.linzhang.platform.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.linzhang.platform.request.RequestId;

/** Answers 413 as a problem if {@code Content-Length} is over the limit; Quarkus itself answers with an empty body. */
@ApplicationScoped
class BodyLimit {

    /** Before Quarkus' own check: its route order is -2, and the order of a filter is its negative priority. */
    private static final int BEFORE_QUARKUS = 200;

    private final long limit;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_QUARKUS);
    }

    private void check(RoutingContext request) {
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || !length.matches("[0-9]{1,18}") || Long.parseLong(length) <= limit) {
            request.next();
            return;
        }
        var tooLarge = HttpStatuses.TOO_LARGE;
        var id = RequestId.begin(request.request().getHeader(RequestId.HEADER));
        var problem = ProblemDetail.of(
                413,
                tooLarge.slug(),
                tooLarge.title(),
                null,
                "send at most " + limit + " bytes in one body",
                request.normalizedPath(),
                id);
        request.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetail.MEDIA_TYPE)
                .putHeader(RequestId.HEADER, id)
                .end(Json.encode(problem));
    }
}
