package org.linzhang.platform.servers.jvm;

import java.io.IOException;
import java.time.Duration;

import org.linzhang.platform.servers.process.ServerSpec;

/** A server that is a Java program. */
public interface JavaServerSpec extends ServerSpec {
    JavaProcess java();

    @Override
    default boolean stopsSlowly() {
        return java().writesCache();
    }

    @Override
    default Duration stopTimeout() {
        return java().stopTimeout();
    }

    @Override
    default void stopped(boolean wasReady) throws IOException {
        java().stopped(wasReady);
    }

    @Override
    default void failedToStart() throws IOException {
        java().failedToStart();
    }
}
