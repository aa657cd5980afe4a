package org.linzhang.local;

import java.io.IOException;
import java.time.Duration;

/** What differs from server to server; {@link ProcessSupervisor} does the rest. */
interface ServerSpec {
    Server server();

    /** Makes what must be there before the first start, such as an empty database; may take long. */
    default void prepare() throws IOException, InterruptedException {}

    ProcessBuilder command() throws IOException;

    /** Whether the server does its work now. Asked again and again, also while it starts. */
    boolean answers(ChildProcess child) throws IOException, InterruptedException;

    /** Asks for an orderly end. */
    default void askToStop(ChildProcess child) throws IOException, InterruptedException {
        child.terminate();
    }

    /** Whether the next orderly end takes longer than usual. */
    default boolean endsSlowly() {
        return false;
    }

    /** How long an orderly end may take. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    /**
     * After an end that was asked for.
     *
     * @param hadAnswered whether the server had got as far as to do its work
     */
    default void stopped(boolean hadAnswered) throws IOException {}

    /** After an end that was not asked for, and before the server had answered. */
    default void failedToStart() throws IOException {}
}
