package org.linzhang.platform.inbox;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

/** Tells a database that is away, or asks to be tried again, from a message that can never be handled. */
final class TransientFailure {

    /** SQLSTATE classes: connection, resources, operator intervention, system error, rolled back (deadlock, serialisation). */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58", "40");

    private TransientFailure() {}

    static boolean is(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused) {
                return refused.getSqlState() != null
                        && CLASSES.contains(refused.getSqlState().substring(0, 2));
            }
            // Vert.x says "connection closed", "pool exhausted" with exceptions of these kinds.
            if (cause instanceof IOException || cause instanceof TimeoutException || cause instanceof VertxException) {
                return true;
            }
        }
        return false;
    }
}
