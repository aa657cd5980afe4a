package org.linzhang.gateway.login;

import org.linzhang.platform.problem.Problem;

/** 401: there is no session and no token, or it is no longer good. */
class LoginRequired extends Problem {

    LoginRequired() {
        super(401, "unauthorized", "Log in first", null, "send a valid token, or open /login in the browser");
    }
}
