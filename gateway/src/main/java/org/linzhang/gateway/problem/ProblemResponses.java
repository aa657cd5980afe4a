package org.linzhang.gateway.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;

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

    private ProblemResponses() {}

    /** Responds with {@code application/problem+json}, or with plain text outside of {@code /api}. */
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
        if (problem instanceof ServiceUnavailable unavailable) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(unavailable.retryAfterSeconds()));
        }
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.setStatusCode(problem.status());
        if (rc.normalizedPath().startsWith("/api/")) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetail.MEDIA_TYPE)
                    .end(Json.encodeToBuffer(detailOf(problem, rc)));
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .end(plainText(problem));
        }
    }

    private static ProblemDetail detailOf(Problem problem, RoutingContext rc) {
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
    private static String plainText(Problem problem) {
        var chinese = problem instanceof ServiceUnavailable ? "服务暂时没有应答，请稍后再试。" : "请求被拒绝。";
        return chinese + "\n" + problem.title() + ": " + problem.getMessage() + ".\n";
    }

    private static void discardBody(RoutingContext rc) {
        var request = rc.request();
        if (request.isEnded()) {
            return;
        }
        long[] discarded = {0};
        request.handler(chunk -> {
            discarded[0] += chunk.length();
            if (discarded[0] > MAX_DISCARDED_BYTES) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
