package org.linzhang.platform.problem;

/** 400: no region has this code. */
public class UnknownRegion extends Problem {

    public UnknownRegion(String field, String code) {
        super(400, "unknown-region", "No such region", field, "no region has the code " + code);
    }
}
