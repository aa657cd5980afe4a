package org.linzhang.platform.servers.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** How one server is started, checked and stopped. {@link ServerGroup} runs it. */
public interface ServerSpec {
    ServerId id();

    /** The servers of the same group that must be ready before this one starts for the first time. */
    default Set<ServerId> startsAfter() {
        return Set.of();
    }

    /** Creates what the server needs before its first start, such as a database cluster. May take minutes. */
    default void prepare() throws IOException, InterruptedException {}

    /** The command that runs the server in the foreground, as one process. */
    ProcessBuilder command() throws IOException;

    /** Whether the server can do its work. Called repeatedly while the server starts. */
    boolean isReady(ChildProcess process) throws IOException, InterruptedException;

    /** The time after which a server that does not stop is killed. */
    default Duration stopTimeout() {
        return Duration.ofSeconds(30);
    }

    /** Whether the next stop takes unusually long. */
    default boolean stopsSlowly() {
        return false;
    }

    /**
     * Called after a requested stop.
     *
     * @param wasReady whether the server had become ready
     */
    default void stopped(boolean wasReady) throws IOException {}

    /** Called after the server exited before it was ready, without a request to stop. */
    default void failedToStart() throws IOException {}
}
