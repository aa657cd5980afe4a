package org.linzhang.platform.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import jakarta.inject.Singleton;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;

/**
 * Recognizes failures that end without a change of the request or the event: the database does not answer, does not accept
 * writes at present, or has cancelled a statement that waited too long. The same work can succeed later.
 */
@Singleton
public class DatabaseOutage {

    /**
     * SQLSTATE classes: connection exception, invalid authorization (a role is locked, or a password is being changed),
     * transaction rollback, insufficient resources, operator intervention (shutdown, statement time-out), system error.
     */
    private static final Set<String> CLASSES = Set.of("08", "28", "40", "53", "57", "58");

    /**
     * SQLSTATEs: read-only transaction (after a failover, until the new primary accepts writes), idle-in-transaction time-out,
     * database does not exist (it is being restored), lock not available (lock time-out).
     */
    private static final Set<String> STATES = Set.of("25006", "25P03", "3D000", "55P03");

    /** The Vert.x client fails with these messages, and no class of its own, if no connection became free or it was just closed. */
    private static final Pattern MESSAGE = Pattern.compile("Timeout|Connection is not active now.*");

    public boolean causes(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var sqlState = sqlStateOf(cause);
            if (sqlState != null) {
                return isOutage(sqlState);
            }
            if (isConnectionFailure(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Hibernate replaces the exception of the Vert.x client by one of JDBC. */
    private static String sqlStateOf(Throwable failure) {
        return switch (failure) {
            case PgException error -> error.getSqlState();
            case SQLException error -> error.getSQLState();
            default -> null;
        };
    }

    private static boolean isOutage(String sqlState) {
        return STATES.contains(sqlState) || CLASSES.contains(sqlState.substring(0, 2));
    }

    /** The Vert.x client throws these for a closed or refused connection and for an exhausted pool. */
    private static boolean isConnectionFailure(Throwable failure) {
        if (failure instanceof PgException) {
            return false;
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof VertxException
                || failure instanceof NoStackTraceThrowable
                        && failure.getMessage() != null
                        && MESSAGE.matcher(failure.getMessage()).matches();
    }
}
