package org.linzhang.platform.precondition;

import org.linzhang.platform.problem.Problem;

/** 412: the state has changed since the client read it, so that the change is not made. Answered with the current view. */
public class StaleView extends Problem {

    private final transient ViewTag tag;
    private final transient Object current;

    StaleView(ViewTag tag, Object current) {
        super(
                412,
                "stale-view",
                "Changed since it was read",
                null,
                "it has changed since you read it; check the current state and decide again");
        this.tag = tag;
        this.current = current;
    }

    ViewTag tag() {
        return tag;
    }

    Object current() {
        return current;
    }
}
