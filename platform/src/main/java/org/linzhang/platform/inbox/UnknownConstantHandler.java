package org.linzhang.platform.inbox;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;

import org.linzhang.platform.event.UnknownConstant;

/** Reads a constant that a newer producer has added as the constant {@code UNKNOWN} of its enum, if there is one. */
final class UnknownConstantHandler extends DeserializationProblemHandler {

    @Override
    public Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String failureMessage) {
        return UnknownConstant.of(type).map(Object.class::cast).orElse(NOT_HANDLED);
    }
}
