package org.linzhang.platform.event;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the record that a CloudEvents type names, among those that a sealed contract permits. */
public final class EventTypes {

    private EventTypes() {}

    /** Every type of a sealed contract, by its name. */
    public static <E extends DomainEvent> Map<String, Class<? extends E>> of(Class<E> contract) {
        return Arrays.stream(contract.getPermittedSubclasses())
                .map(event -> event.<E>asSubclass(contract))
                .collect(Collectors.toUnmodifiableMap(EventTypes::nameOf, event -> event));
    }

    static String nameOf(Class<?> event) {
        var type = event.getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalStateException(event.getName() + " states no @EventType");
        }
        return type.value();
    }
}
