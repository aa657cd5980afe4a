package org.linzhang.platform.event;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The display name of a person; a string in JSON. */
public record PersonName(@JsonValue String value) {

    @JsonCreator
    public PersonName {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
