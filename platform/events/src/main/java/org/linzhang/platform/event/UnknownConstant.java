package org.linzhang.platform.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The constant {@code UNKNOWN} of an enum in a contract. A consumer reads a constant that a newer producer has added as this
 * one. It is never written, and the API neither accepts nor offers it.
 */
public final class UnknownConstant {

    public static final String NAME = "UNKNOWN";

    private UnknownConstant() {}

    /** Empty if the type is no enum or has no such constant. */
    public static Optional<Enum<?>> of(Class<?> type) {
        return constants(type).stream()
                .filter(constant -> constant.name().equals(NAME))
                .findFirst();
    }

    /**
     * The constant with a name; {@code UNKNOWN} if there is none.
     *
     * @throws IllegalArgumentException if the enum has neither
     */
    public static <E extends Enum<E>> E read(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseGet(() -> Enum.valueOf(type, NAME));
    }

    /** All constants but {@code UNKNOWN}. */
    public static <E extends Enum<?>> List<E> othersOf(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> !constant.name().equals(NAME))
                .toList();
    }

    private static List<Enum<?>> constants(Class<?> type) {
        return type.isEnum() ? List.of((Enum<?>[]) type.getEnumConstants()) : List.of();
    }
}
