package org.linzhang.gateway.limit;

import java.util.List;
import java.util.regex.Pattern;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses request bodies that are too large: before reading if {@code Content-Length} states it, else at the first byte
 * over the limit.
 */
@Singleton
public class BodyLimit {

    private static final int BEFORE_AUTHENTICATION = 800;

    private final long defaultLimit;
    private final List<PathLimit> pathLimits;

    private record PathLimit(Pattern path, long limit) {}

    BodyLimit(LimitConfig config) {
        defaultLimit = config.body().asLongValue();
        pathLimits = config.exceptions().values().stream()
                .map(pathLimit -> new PathLimit(
                        Pattern.compile(pathLimit.path()), pathLimit.body().asLongValue()))
                .toList();
    }

    void register(@Observes Filters filters) {
        filters.register(this::checkLength, BEFORE_AUTHENTICATION);
    }

    /** The body of the request; fails with {@link BodyTooLarge} at the first byte over the limit of its path. */
    public LimitedBody limited(RoutingContext rc) {
        return new LimitedBody(rc.request(), limitOf(rc));
    }

    private void checkLength(RoutingContext rc) {
        long limit = limitOf(rc);
        try {
            var length = rc.request().getHeader(HttpHeaders.CONTENT_LENGTH);
            if (length != null && Long.parseLong(length) > limit) {
                rc.fail(new BodyTooLarge(limit));
            } else {
                rc.next();
            }
        } catch (NumberFormatException e) {
            rc.fail(400);
        }
    }

    private long limitOf(RoutingContext rc) {
        return pathLimits.stream()
                .filter(pathLimit ->
                        pathLimit.path().matcher(rc.normalizedPath()).matches())
                .mapToLong(PathLimit::limit)
                .findFirst()
                .orElse(defaultLimit);
    }
}
