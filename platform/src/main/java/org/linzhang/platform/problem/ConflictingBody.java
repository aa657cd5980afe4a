package org.linzhang.platform.problem;

/** 409: another body is stored under this id; it is not changed. */
public class ConflictingBody extends Problem {

    public ConflictingBody(String what) {
        super(
                409,
                "conflicting-body",
                "Another body is stored under this id",
                "id",
                "this id already names another " + what + "; send a new one under a new id");
    }
}
