package org.linzhang.platform.problem;

/** 403: the caller may see it, but not do this. */
public class Forbidden extends Problem {

    public Forbidden(String detail) {
        super(403, "forbidden", "Not allowed", null, detail);
    }
}
