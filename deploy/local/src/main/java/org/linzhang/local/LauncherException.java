package org.linzhang.local;

/** The launcher can't go on; the message is the one line that its user reads, and says what to do. */
public final class LauncherException extends RuntimeException {
    public LauncherException(String message) {
        super(message);
    }

    LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
