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

/** Says 413 as a problem where the stated length is over the limit; Quarkus alone would say it with an empty body. */
@ApplicationScoped
class BodyLimit {

    /** Before Quarkus' own check, which stands at -2; filters stand at the negative of their priority. */
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
        var large = HttpStatuses.TOO_LARGE;
        var id = RequestId.begin(request.request().getHeader(RequestId.HEADER));
        var problem = ProblemDetail.of(
                413,
                large.slug(),
                large.title(),
                null,
                "at most " + limit + " bytes at once",
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
