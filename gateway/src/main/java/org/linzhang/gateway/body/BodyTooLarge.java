package org.linzhang.gateway.body;

import org.linzhang.platform.problem.Problem;

/** 413: the body is larger than its path allows. */
class BodyTooLarge extends Problem {

    BodyTooLarge(long limit) {
        super(413, "body-too-large", "The body is too large", null, "at most " + limit + " bytes are allowed here");
    }
}
