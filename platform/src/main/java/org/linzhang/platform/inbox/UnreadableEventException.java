package org.linzhang.platform.inbox;

/** A message that does not match its contract; it is sent to the dead letters. */
class UnreadableEventException extends RuntimeException {

    UnreadableEventException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
