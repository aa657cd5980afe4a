package org.linzhang.platform.database;

import java.util.List;
import java.util.function.Predicate;
import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;

/** Creates the pool of reactive connections with settings for which Quarkus has no properties. */
@Singleton
class DatabasePool implements PgPoolCreator {

    private static final Predicate<String> KEPT =
            SqlConnectOptions.DEFAULT_PREPARED_STATEMENT_CACHE_FILTER.and(PreparedStatements::areKept);

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(DatabasePool::keepStatements);
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    private static void keepStatements(PgConnectOptions options) {
        options.setPreparedStatementCacheSqlFilter(KEPT);
    }
}
