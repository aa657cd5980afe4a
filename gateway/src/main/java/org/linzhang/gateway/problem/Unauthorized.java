package org.linzhang.gateway.problem;

import org.linzhang.platform.problem.Problem;

/** 401: the request has no session and no token, or they are invalid or expired. */
public class Unauthorized extends Problem {

    public Unauthorized() {
        super(401, "unauthorized", "Log in first", null, "send a valid token, or open /login in the browser");
    }
}
