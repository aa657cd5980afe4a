package org.linzhang.gateway.problem;

import org.linzhang.platform.problem.Problem;

/** A refusal that Vert.x or Quarkus makes before any feature has seen the request. */
class PlainProblem extends Problem {

    private PlainProblem(int status, String slug, String title, String detail) {
        super(status, slug, title, null, detail);
    }

    static PlainProblem of(int status) {
        return switch (status) {
            case 401 -> new PlainProblem(401, "unauthorized", "Log in first", "send a valid token, or log in");
            case 403 -> new PlainProblem(403, "forbidden", "Not allowed", "your role may not do this");
            case 404 -> new PlainProblem(404, "not-found", "Not found", "there is nothing here");
            case 405 -> new PlainProblem(405, "method-not-allowed", "Method not allowed", "use another method here");
            case 413 -> new PlainProblem(413, "body-too-large", "The body is too large", "send less at once");
            default ->
                status >= 500
                        ? new PlainProblem(500, "server-error", "Something broke here", "try again later")
                        : new PlainProblem(status, "bad-request", "The request is not valid", "mend the request");
        };
    }
}
