package org.linzhang.platform.inbox;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

/** Recognizes failures that a retry can solve: the database is not available, or has rolled back a transaction. */
final class TransientFailure {

    /** SQLSTATE classes: connection exception, insufficient resources, operator intervention, system error, transaction rollback. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58", "40");

    private TransientFailure() {}

    static boolean is(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException error) {
                return error.getSqlState() != null
                        && CLASSES.contains(error.getSqlState().substring(0, 2));
            }
            // The Vert.x client throws these for a closed or refused connection and for an exhausted pool.
            if (cause instanceof IOException || cause instanceof TimeoutException || cause instanceof VertxException) {
                return true;
            }
        }
        return false;
    }
}
