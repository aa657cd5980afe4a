package org.linzhang.gateway.web;

import org.linzhang.platform.problem.Problem;

/** 403: the page wrote this for one person, and another is logged in by now. */
class AnotherUser extends Problem {

    AnotherUser(String maker) {
        super(
                403,
                "another-user",
                "Somebody else is logged in",
                null,
                "this was written by " + maker + "; it waits until they log in again");
    }
}
