package org.linzhang.local;

import java.io.IOException;
import java.time.Duration;

/** A server that is a Java program. */
interface JavaServerSpec extends ServerSpec {
    JavaProcess java();

    @Override
    default boolean endsSlowly() {
        return java().writesCache();
    }

    @Override
    default Duration patience() {
        return java().patience();
    }

    @Override
    default void stopped(boolean hadAnswered) throws IOException {
        java().stopped(hadAnswered);
    }

    @Override
    default void failedToStart() throws IOException {
        java().failedToStart();
    }
}
