package org.linzhang.platform.partition;

import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The tables of a service that have month partitions. */
@ConfigMapping(prefix = "linzhang.partitions")
public interface PartitionConfig {

    /** By the name of the table, which is partitioned by range of a UUID and has a default partition. */
    Map<String, Table> tables();

    /** How many months after the current one have partitions. */
    @WithDefault("3")
    int monthsAhead();

    /** How often the service makes missing partitions and drops expired ones. */
    @WithDefault("6h")
    Duration checkInterval();

    /** One table. */
    interface Table {

        /** The column with the time at which the server stored the row, a {@code timestamptz}. */
        String storedAtColumn();

        /** How long rows are kept, an ISO 8601 period such as {@code P2Y}; if absent, for ever. */
        Optional<Period> retention();
    }
}
