package org.linzhang.platform.database;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Limits of the reactive connections to PostgreSQL. A call that meets one is answered with 503. Together they are shorter than
 * 10 s. PostgreSQL has its own limits, which are parameters of the connections
 * ({@code quarkus.datasource.reactive.additional-properties}).
 */
@ConfigMapping(prefix = "linzhang.database")
public interface DatabaseConfig {

    /** How long a new TCP connection may take. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** How long a call waits for a connection of the pool. */
    @WithDefault("2s")
    Duration poolTimeout();

    /** How long a connection waits for an answer. Longer than {@code statement_timeout}, so that it ends only silent servers. */
    @WithDefault("7s")
    Duration responseTimeout();
}
