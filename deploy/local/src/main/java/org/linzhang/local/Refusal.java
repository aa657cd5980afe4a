package org.linzhang.local;

/** The launcher can't go on; the message is the one line that its user reads, and says what to do. */
public final class Refusal extends RuntimeException {
    public Refusal(String message) {
        super(message);
    }

    Refusal(String message, Throwable cause) {
        super(message, cause);
    }
}
