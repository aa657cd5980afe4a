package org.linzhang.platform.servers.process;

import java.util.Locale;

/**
 * Identifies a server on one machine.
 *
 * @param title its name in messages: {@code PostgreSQL}, {@code patrol-service}
 * @param stopSignal requests an orderly stop; also used for a process that an earlier launcher left running
 */
public record ServerId(String title, StopSignal stopSignal) {
    public ServerId(String title) {
        this(title, StopSignal.TERM);
    }

    /** Its name in paths: {@code postgresql}, {@code patrol-service}. */
    public String fileName() {
        return title.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return title;
    }
}
