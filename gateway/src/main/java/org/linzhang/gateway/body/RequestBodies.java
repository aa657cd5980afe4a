package org.linzhang.gateway.body;

import java.util.Set;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

import org.linzhang.gateway.limit.Client;
import org.linzhang.gateway.limit.OpenCount;
import org.linzhang.gateway.problem.TooManyRequests;
import org.linzhang.gateway.route.Route;

/**
 * Receives the body of a request before the request takes a connection to a service. A client that sends slowly, on purpose
 * or on a bad network, uses only memory or disk of the gateway.
 */
@Singleton
public class RequestBodies {

    private static final int BEFORE_AUTHENTICATION = 800;
    private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Vertx vertx;
    private final BodyConfig config;
    private final MemoryBudget budget;
    private final OpenCount perUser;
    private final OpenCount perAddress;

    RequestBodies(Vertx vertx, BodyConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.budget = new MemoryBudget(config.totalMemory().asLongValue());
        this.perUser = new OpenCount(config.perUser());
        this.perAddress = new OpenCount(config.perAddress());
    }

    /** Refuses a body that is too large before it is read, if {@code Content-Length} states it. */
    void register(@Observes Filters filters) {
        filters.register(RequestBodies::checkLength, BEFORE_AUTHENTICATION);
    }

    private static void checkLength(RoutingContext rc) {
        var length = rc.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            rc.next();
            return;
        }
        long limit = Route.of(rc).bodyLimit();
        try {
            if (Long.parseLong(length) > limit) {
                rc.fail(new BodyTooLarge(limit));
            } else {
                rc.next();
            }
        } catch (NumberFormatException e) {
            rc.fail(400);
        }
    }

    /**
     * The body of an authenticated request. It is released when the response has ended.
     *
     * <p>Fails with {@link TooManyRequests} if the user or the address already sends the maximum number of bodies, and as
     * {@link BodyReception#start} does.
     */
    public Future<RequestBody> receive(RoutingContext rc) {
        var request = rc.request();
        if (hasNoBody(request)) {
            return Future.succeededFuture(RequestBody.NONE);
        }
        var client = Client.of(rc);
        if (!perAddress.open(client.address())) {
            return Future.failedFuture(tooMany());
        }
        if (!perUser.open(client.user())) {
            perAddress.close(client.address());
            return Future.failedFuture(tooMany());
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            rc.response().writeContinue();
        }
        return new BodyReception(vertx, request, config, budget, Route.of(rc).bodyLimit())
                .start()
                .onComplete(_ -> closeFor(client))
                .onSuccess(body -> rc.addEndHandler(_ -> body.release()));
    }

    private void closeFor(Client client) {
        perAddress.close(client.address());
        perUser.close(client.user());
    }

    private TooManyRequests tooMany() {
        return new TooManyRequests(
                "too many requests are being sent at the same time",
                config.ratePeriod().toSeconds());
    }

    /** The length of an HTTP/2 body may be unknown (RFC 9113, 8.1); a read has none. */
    private static boolean hasNoBody(HttpServerRequest request) {
        var headers = request.headers();
        var length = headers.get(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return length.equals("0");
        }
        return request.version() == HttpVersion.HTTP_2
                ? WITHOUT_BODY.contains(request.method())
                : !headers.contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Bytes that bodies occupy in memory. */
    long reservedMemory() {
        return budget.reserved();
    }
}
