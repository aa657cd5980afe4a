package org.linzhang.platform.problem;

/** 400: a field holds what it must not. */
public class InvalidField extends Problem {

    public InvalidField(String field, String reason) {
        super(400, "invalid-field", "A field is not valid", field, reason);
    }
}
