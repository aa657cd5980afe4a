package org.linzhang.gateway.problem;

import org.linzhang.platform.problem.Problem;

/** The problem for an error status that Vert.x or Quarkus sets before a resource or the proxy handles the request. */
class HttpStatusProblem extends Problem {

    private HttpStatusProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, null, detail);
    }

    static Problem of(int status) {
        return switch (status) {
            case 401 -> new Unauthorized();
            case 403 -> new HttpStatusProblem(403, "forbidden", "Not allowed", "your role may not do this");
            case 404 -> new HttpStatusProblem(404, "not-found", "Not found", "nothing exists at this address");
            case 405 -> new HttpStatusProblem(405, "method-not-allowed", "Method not allowed", "use another method");
            case 413 -> new HttpStatusProblem(413, "body-too-large", "The body is too large", "send a smaller body");
            default ->
                status >= 500
                        ? new HttpStatusProblem(
                                500, "server-error", "Internal error", "send the same request again later")
                        : new HttpStatusProblem(
                                status, "bad-request", "The request is not valid", "correct the request");
        };
    }
}
