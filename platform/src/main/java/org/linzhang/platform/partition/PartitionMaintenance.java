package org.linzhang.platform.partition;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Maintains the month partitions of all configured tables: at start, before the first event is consumed and the first request
 * is answered, and then periodically, on a thread of its own.
 *
 * <p>If a partition is missing, its rows are stored in the default partition, and are moved when the partition is created. A
 * failure therefore stops neither the start nor the intake.
 */
@ApplicationScoped
class PartitionMaintenance {

    private static final Logger LOG = Logger.getLogger(PartitionMaintenance.class);

    /** Reactive Messaging opens its channels at priority 1000. */
    private static final int BEFORE_CHANNELS = 100;

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

    private final PartitionConfig config;
    private final List<TableMaintenance> tables;
    private Thread thread;

    PartitionMaintenance(PartitionConfig config, DataSource database, Clock clock) {
        this.config = config;
        this.tables = config.tables().entrySet().stream()
                .map(table -> new TableMaintenance(
                        new PartitionedTable(
                                database, table.getKey(), table.getValue().storedAtColumn()),
                        table.getValue().retention(),
                        config.monthsAhead(),
                        clock))
                .toList();
    }

    private interface Step {
        void on(TableMaintenance table) throws SQLException, InterruptedException;
    }

    void start(@Observes @Priority(BEFORE_CHANNELS) StartupEvent started) throws InterruptedException {
        forEachTable(TableMaintenance::createCurrentAndNextMonths);
        thread = Thread.ofPlatform().name("partitions").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        try {
            while (true) {
                boolean complete = forEachTable(TableMaintenance::maintain);
                Thread.sleep(complete ? config.checkInterval() : PAUSE_AFTER_FAILURE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false if the step failed for a table; it was done for the others */
    private boolean forEachTable(Step step) throws InterruptedException {
        boolean complete = true;
        for (var table : tables) {
            try {
                step.on(table);
            } catch (SQLException | RuntimeException e) {
                complete = false;
                LOG.warnf("the partitions of %s could not be maintained: %s", table, e.getMessage());
                LOG.debug("maintenance of partitions failed", e);
            }
        }
        return complete;
    }
}
