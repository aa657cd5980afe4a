package org.linzhang.platform.problem;

/** 403: the caller may see it, but not do this. */
public class Refused extends Problem {

    public Refused(String detail) {
        super(403, "forbidden", "Not allowed", null, detail);
    }
}
