package org.linzhang.platform.problem;

/** 403: the caller may see the resource, but not do this. */
public class Forbidden extends Problem {

    public Forbidden(String detail) {
        super(403, "forbidden", "Not allowed", null, detail);
    }
}
