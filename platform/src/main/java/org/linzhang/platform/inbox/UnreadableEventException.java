package org.linzhang.platform.inbox;

/** A message that no contract describes: it goes to the dead letters. */
class UnreadableEventException extends RuntimeException {

    UnreadableEventException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
