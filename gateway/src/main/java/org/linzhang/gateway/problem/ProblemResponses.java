package org.linzhang.gateway.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;

import org.linzhang.platform.problem.Problem;
import org.linzhang.platform.problem.ProblemDetail;
import org.linzhang.platform.request.RequestId;

/** Answers a refusal outside of any resource. */
public final class ProblemResponses {

    /** Bytes of a refused body that are read and dropped, so that its sender gets to read the answer; more is cut. */
    private static final long DRAINED = 8 << 20;

    private ProblemResponses() {}

    /** Answers with {@code application/problem+json}, and lets the rest of the request's body go by. */
    public static void answer(RoutingContext rc, Problem problem) {
        drain(rc);
        var response = rc.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        if (problem instanceof ServiceUnavailable away) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(away.retryAfterSeconds()));
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
                    .end(forPeople(problem));
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

    /** Outside of the API somebody is looking at it. */
    private static String forPeople(Problem problem) {
        var chinese = problem instanceof ServiceUnavailable ? "服务暂时没有应答，请稍后再试。" : "请求被拒绝。";
        return chinese + "\n" + problem.title() + ": " + problem.getMessage() + ".\n";
    }

    private static void drain(RoutingContext rc) {
        var request = rc.request();
        if (request.isEnded()) {
            return;
        }
        long[] seen = {0};
        request.handler(piece -> {
            seen[0] += piece.length();
            if (seen[0] > DRAINED) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
