package org.linzhang.gateway.route;

import org.linzhang.platform.problem.Problem;

/** 400: the path has no canonical form, so two programs could read it differently. */
class InvalidPath extends Problem {

    InvalidPath(String reason) {
        super(400, "invalid-path", "The path is not valid", null, reason);
    }
}
