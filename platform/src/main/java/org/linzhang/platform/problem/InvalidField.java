package org.linzhang.platform.problem;

/** 400: the value of a field is not valid. */
public class InvalidField extends Problem {

    public InvalidField(String field, String reason) {
        super(400, "invalid-field", "A field is not valid", field, reason);
    }
}
