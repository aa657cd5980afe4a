package org.linzhang.platform.event;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The unique name of a user at the identity provider; a string in JSON. */
public record Username(@JsonValue String value) {

    @JsonCreator
    public Username {
        Objects.requireNonNull(value);
    }

    /** Null for null. */
    public static Username ofNullable(String value) {
        return value == null ? null : new Username(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
