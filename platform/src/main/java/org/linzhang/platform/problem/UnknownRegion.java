package org.linzhang.platform.problem;

/** 400: a region code that no region has. */
public class UnknownRegion extends Problem {

    public UnknownRegion(String field, String code) {
        super(400, "unknown-region", "No such region", field, "no region has the code " + code);
    }
}
