package org.linzhang.local;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;

import org.linzhang.platform.event.UnknownConstant;

/** The JSON fields of an event record. */
record RecordFields(Class<?> event) {
    private static final Map<Class<?>, String> SCALARS = Map.of(
            UUID.class,
            "string uuid",
            Instant.class,
            "string date-time",
            String.class,
            "string",
            int.class,
            "integer",
            long.class,
            "integer",
            double.class,
            "number",
            boolean.class,
            "boolean");

    /** A text for the type of each field: that of JSON Schema with its format, the constants of an enum, or the fields of an object. */
    Map<String, String> shapes() {
        var shapes = new TreeMap<String, String>();
        for (var component : event.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                shapes.putAll(new RecordFields(component.getType()).shapes());
            } else {
                shapes.put(nameOf(component), shapeOf(component.getGenericType()));
            }
        }
        return shapes;
    }

    private static String nameOf(RecordComponent component) {
        var name = component.getAccessor().getAnnotation(JsonProperty.class);
        return name == null ? component.getName() : name.value();
    }

    private static String shapeOf(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return "array of " + shapeOf(list.getActualTypeArguments()[0]);
        }
        if (!(type instanceof Class<?> known)) {
            throw new IllegalArgumentException("no JSON type is known for " + type);
        }
        if (known.isEnum()) {
            return UnknownConstant.othersOf(known.asSubclass(Enum.class)).toString();
        }
        if (known.isRecord()) {
            var value = Arrays.stream(known.getRecordComponents())
                    .filter(component -> component.getAccessor().isAnnotationPresent(JsonValue.class))
                    .findFirst();
            return value.isPresent()
                    ? shapeOf(value.get().getGenericType())
                    : new RecordFields(known).shapes().toString();
        }
        if (!SCALARS.containsKey(known)) {
            throw new IllegalArgumentException("no JSON type is known for " + known);
        }
        return SCALARS.get(known);
    }
}
