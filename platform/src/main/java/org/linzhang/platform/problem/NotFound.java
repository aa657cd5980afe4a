package org.linzhang.platform.problem;

/** 404: it does not exist, or lies outside the caller's region, which must look the same. */
public class NotFound extends Problem {

    public NotFound(String what) {
        super(404, "not-found", "Not found", null, "there is no such " + what + " in your region");
    }
}
