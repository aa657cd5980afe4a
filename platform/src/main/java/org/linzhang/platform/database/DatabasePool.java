package org.linzhang.platform.database;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.pool.SqlConnectionPool;

/**
 * Creates the pool of reactive connections with the limits of {@link DatabaseConfig} and the statements that it keeps prepared,
 * for which Quarkus has no properties. The client itself waits without limit for the answer to a statement.
 */
@Singleton
class DatabasePool implements PgPoolCreator {

    private static final Predicate<String> KEPT =
            SqlConnectOptions.DEFAULT_PREPARED_STATEMENT_CACHE_FILTER.and(PreparedStatements::areKept);

    private final DatabaseConfig config;

    DatabasePool(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        ignoreTimersOfFailedAcquisitions((VertxInternal) input.vertx());
        input.pgConnectOptionsList().forEach(this::limit);
        input.pgConnectOptionsList().forEach(options -> options.setPreparedStatementCacheSqlFilter(KEPT));
        var pool = input.poolOptions()
                .setConnectionTimeout(Math.toIntExact(config.poolTimeout().toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return PgBuilder.pool()
                .with(pool)
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .withConnectHandler(this::limit)
                .using(input.vertx())
                .build();
    }

    private void limit(PgConnectOptions options) {
        options.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
        // If the server's machine is gone, the kernel notices that nothing is acknowledged.
        options.setTcpUserTimeout(Math.toIntExact(config.responseTimeout().toMillis()));
    }

    private void limit(SqlConnection opened) {
        var connection = ((SqlConnectionInternal) opened).unwrap().unwrap();
        ((SocketConnectionBase) connection)
                .socket()
                .channelHandlerContext()
                .pipeline()
                .addBefore("codec", "response-timeout", new ResponseTimeoutHandler(config.responseTimeout()));
        opened.close();
    }

    /**
     * If no connection can be opened, the pool fails a statement at once, but lets the timer of {@code poolTimeout} run. The
     * timer then fails the statement a second time, and each call during an outage would be logged with a stack trace.
     */
    private static void ignoreTimersOfFailedAcquisitions(VertxInternal vertx) {
        var handler = vertx.exceptionHandler();
        vertx.exceptionHandler(failure -> {
            if (!isTimerOfPool(failure) && handler != null) {
                handler.handle(failure);
            }
        });
    }

    private static boolean isTimerOfPool(Throwable failure) {
        return failure instanceof IllegalStateException
                && Arrays.stream(failure.getStackTrace())
                        .limit(2)
                        .anyMatch(frame -> frame.getClassName().equals(SqlConnectionPool.class.getName()));
    }
}
