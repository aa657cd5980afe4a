package org.linzhang.platform.servers.process;

/** The servers can't be started. The message is shown to the user as it is, and says what to do. */
public final class StartupException extends RuntimeException {
    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
