package org.linzhang.gateway.browser;

import org.linzhang.platform.problem.Problem;

/** 403: the page sends this in the name of one person, and another is logged in. */
class UserMismatch extends Problem {

    UserMismatch() {
        super(
                403,
                "user-mismatch",
                "Somebody else is logged in",
                null,
                "this was made by another person; it waits on the device until they log in again");
    }
}
