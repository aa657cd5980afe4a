package org.linzhang.platform.problem;

import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

import org.linzhang.platform.event.UnknownConstant;

/** Translates a failure of Jackson to a field and a reason. */
final class JsonPath {

    private JsonPath() {}

    /** The field, such as {@code position.lat} or {@code points[3].t}; empty for the whole body. */
    static String of(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    static String reasonOf(JsonProcessingException e) {
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            return "must be one of "
                    + UnknownConstant.othersOf(format.getTargetType().asSubclass(Enum.class)).stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (e instanceof ValueInstantiationException value && value.getCause() != null) {
            return value.getCause().getMessage();
        }
        if (e instanceof InvalidFormatException format) {
            return "cannot be read as " + format.getTargetType().getSimpleName();
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return "has the wrong type";
        }
        var at = e.getLocation();
        return at == null ? "is not JSON" : "is not JSON: line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
