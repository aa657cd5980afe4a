package org.linzhang.platform.event;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Maps CloudEvents types to the event records of a sealed interface. */
public final class EventTypes {

    private EventTypes() {}

    /** All event records that a sealed interface permits, by their CloudEvents type. */
    public static <E extends DomainEvent> Map<String, Class<? extends E>> of(Class<E> contract) {
        return Arrays.stream(contract.getPermittedSubclasses())
                .map(event -> event.<E>asSubclass(contract))
                .collect(Collectors.toUnmodifiableMap(EventTypes::nameOf, event -> event));
    }

    static String nameOf(Class<?> event) {
        var type = event.getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalStateException(event.getName() + " has no @EventType");
        }
        return type.value();
    }
}
