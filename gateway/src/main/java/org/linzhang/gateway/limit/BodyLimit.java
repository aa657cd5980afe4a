package org.linzhang.gateway.limit;

import java.util.List;
import java.util.regex.Pattern;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Refuses a body that is too large: at once where it says its length, else as soon as it has grown too long. */
@Singleton
public class BodyLimit {

    private static final int BEFORE_LOGIN = 800;

    private final long everywhere;
    private final List<Path> paths;

    private record Path(Pattern path, long limit) {}

    BodyLimit(LimitConfig config) {
        everywhere = config.body().asLongValue();
        paths = config.exceptions().values().stream()
                .map(larger ->
                        new Path(Pattern.compile(larger.path()), larger.body().asLongValue()))
                .toList();
    }

    void register(@Observes Filters filters) {
        filters.register(this::checkLength, BEFORE_LOGIN);
    }

    /** The request's body; fails with {@link BodyTooLarge} at the first byte over the limit of its path. */
    public LimitedBody limited(RoutingContext rc) {
        return new LimitedBody(rc.request(), of(rc));
    }

    private void checkLength(RoutingContext rc) {
        long limit = of(rc);
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

    private long of(RoutingContext rc) {
        return paths.stream()
                .filter(path -> path.path().matcher(rc.normalizedPath()).matches())
                .mapToLong(Path::limit)
                .findFirst()
                .orElse(everywhere);
    }
}
