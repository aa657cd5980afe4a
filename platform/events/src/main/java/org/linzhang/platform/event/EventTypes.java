package org.linzhang.platform.event;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps CloudEvents types to the event records of a sealed interface. */
public final class EventTypes {

    private EventTypes() {}

    /** All event records that a sealed interface permits, by the CloudEvents type that they are written with. */
    public static <E extends DomainEvent> Map<String, Class<? extends E>> of(Class<E> contract) {
        return records(contract).collect(Collectors.toUnmodifiableMap(EventTypes::nameOf, event -> event));
    }

    /** All event records that a sealed interface permits, by each CloudEvents type that they are or were written with. */
    public static <E extends DomainEvent> Map<String, Class<? extends E>> readable(Class<E> contract) {
        var readable = new HashMap<String, Class<? extends E>>(of(contract));
        records(contract)
                .forEach(event -> Arrays.stream(typeOf(event).formerly()).forEach(type -> readable.put(type, event)));
        return Map.copyOf(readable);
    }

    static String nameOf(Class<?> event) {
        return typeOf(event).value();
    }

    private static <E extends DomainEvent> Stream<Class<? extends E>> records(Class<E> contract) {
        return Arrays.stream(contract.getPermittedSubclasses()).map(event -> event.<E>asSubclass(contract));
    }

    private static EventType typeOf(Class<?> event) {
        var type = event.getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalStateException(event.getName() + " has no @EventType");
        }
        return type;
    }
}
