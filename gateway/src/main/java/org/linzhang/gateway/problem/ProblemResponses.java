package org.linzhang.gateway.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;

import org.linzhang.gateway.route.Route;
import org.linzhang.platform.problem.Problem;
import org.linzhang.platform.problem.ProblemDetail;
import org.linzhang.platform.request.RequestId;

/** Sends problems from filters and routes, where the exception mappers of the resources do not apply. */
public final class ProblemResponses {

    /**
     * Maximum number of bytes of the request body that are read and discarded, so that the client finishes sending and
     * reads the response. If the body is longer, the connection is closed.
     */
    private static final long MAX_DISCARDED_BYTES = 8 << 20;

    /** The connection is closed as well if the client has not finished sending after this time. */
    private static final long MAX_DISCARD_MILLIS = 10_000;

    private static final int REQUEST_TIMEOUT = 408;

    private ProblemResponses() {}

    /**
     * Responds with {@code application/problem+json}, or with plain text on paths that people open in a browser, if the client
     * does not ask for JSON there.
     */
    public static void send(RoutingContext rc, Problem problem) {
        discardBody(rc);
        var response = rc.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        if (problem instanceof RetryLater later) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(later.retryAfterSeconds()));
        }
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.setStatusCode(problem.status());
        var sent = isForPeople(rc)
                ? response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                        .end(plainText(problem))
                : response.putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetail.MEDIA_TYPE)
                        .end(Json.encodeToBuffer(detailOf(problem, rc)));
        if (problem.status() == REQUEST_TIMEOUT) {
            sent.onComplete(_ -> stopReceiving(rc.request()));
        }
    }

    /** A request line that is no HTTP has no route. */
    static boolean isForPeople(RoutingContext rc) {
        var route = Route.of(rc);
        var accepted = rc.request().getHeader(HttpHeaders.ACCEPT);
        return route == null || route.page() && (accepted == null || !accepted.contains("json"));
    }

    static ProblemDetail detailOf(Problem problem, RoutingContext rc) {
        return ProblemDetail.of(
                problem.status(),
                problem.slug(),
                problem.title(),
                problem.field(),
                problem.getMessage(),
                rc.request().path(),
                RequestId.current());
    }

    /** For people who see the response in a browser. */
    static String plainText(Problem problem) {
        return chinese(problem) + "\n" + problem.title() + ": " + problem.getMessage() + ".\n";
    }

    private static String chinese(Problem problem) {
        return switch (problem.status()) {
            case 404 -> "没有这个页面。";
            case 429 -> "请求过多，请稍后再试。";
            case 503 -> "服务暂时没有应答，请稍后再试。";
            default -> "请求被拒绝。";
        };
    }

    private static void discardBody(RoutingContext rc) {
        var request = rc.request();
        if (request.isEnded()) {
            return;
        }
        long[] discarded = {0};
        long timer = rc.vertx().setTimer(MAX_DISCARD_MILLIS, _ -> stopReceiving(request));
        request.endHandler(_ -> rc.vertx().cancelTimer(timer));
        request.handler(chunk -> {
            discarded[0] += chunk.length();
            if (discarded[0] > MAX_DISCARDED_BYTES) {
                stopReceiving(request);
            }
        });
        request.resume();
    }

    /** Ends the connection, or only the stream if other requests may use the same connection. */
    private static void stopReceiving(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }
}
