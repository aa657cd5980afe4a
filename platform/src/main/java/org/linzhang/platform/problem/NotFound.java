package org.linzhang.platform.problem;

/** 404: it does not exist or is outside the caller's region; the answer is the same for both. */
public class NotFound extends Problem {

    public NotFound(String what) {
        super(404, "not-found", "Not found", null, "there is no such " + what + " in your region");
    }
}
