package org.linzhang.platform.partition;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

import org.jboss.logging.Logger;

/** Decides which month partitions of a table are created and dropped. */
final class TableMaintenance {

    private static final Logger LOG = Logger.getLogger(TableMaintenance.class);

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PartitionedTable table;
    private final Optional<Period> retention;
    private final int monthsAhead;
    private final Clock clock;

    /** @param retention rows are kept for ever if it is empty */
    TableMaintenance(PartitionedTable table, Optional<Period> retention, int monthsAhead, Clock clock) {
        this.table = table;
        this.retention = retention;
        this.monthsAhead = monthsAhead;
        this.clock = clock;
    }

    void maintain() throws SQLException, InterruptedException {
        createCurrentAndNextMonths();
        createPastMonths();
        if (retention.isPresent()) {
            dropExpired(cutOff(retention.get()));
        }
    }

    void createCurrentAndNextMonths() throws SQLException, InterruptedException {
        var current = monthOf(clock.instant());
        create(current, current.plusMonths(monthsAhead));
    }

    /**
     * Creates the partitions of the months since the oldest row of the default partition was stored: the table had rows before
     * it was partitioned, or partitions could not be created for months. Rows with an older id stay in the default partition,
     * so that devices with a wrong clock cause no partitions.
     */
    private void createPastMonths() throws SQLException, InterruptedException {
        var oldest = table.oldestInDefault();
        if (oldest.isEmpty()) {
            return;
        }
        var first = retention.map(this::cutOff).filter(oldest.get()::isBefore).orElse(oldest.get());
        create(monthOf(first), monthOf(clock.instant()));
    }

    private void create(YearMonth first, YearMonth last) throws SQLException, InterruptedException {
        var existing = table.months();
        for (var month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            if (!existing.contains(month)) {
                create(month);
            }
        }
    }

    private void create(YearMonth month) throws SQLException, InterruptedException {
        attempt(() -> table.create(month))
                .ifPresent(moved -> LOG.infof(
                        "created the partition %s of %s; rows moved from the default partition: %d",
                        month, table, moved));
    }

    private void dropExpired(Instant cutOff) throws SQLException, InterruptedException {
        for (var month : table.months().headSet(monthOf(cutOff))) {
            if (attempt(() -> table.dropIfStoredBefore(month, cutOff))) {
                LOG.infof("dropped the partition %s of %s: its retention is %s", month, table, retention.get());
            } else {
                LOG.infof("kept the partition %s of %s: it has rows that were stored after %s", month, table, cutOff);
            }
        }
        int deleted = attempt(() -> table.deleteFromDefaultStoredBefore(cutOff));
        if (deleted > 0) {
            LOG.infof(
                    "deleted %d rows of the default partition of %s that were stored before %s",
                    deleted, table, cutOff);
        }
    }

    private interface Change<T> {
        T run() throws SQLException;
    }

    /** Repeats a change that could not get its locks. */
    private static <T> T attempt(Change<T> change) throws SQLException, InterruptedException {
        for (int number = 1; ; number++) {
            try {
                return change.run();
            } catch (SQLException e) {
                if (number == ATTEMPTS || !LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    private Instant cutOff(Period period) {
        return clock.instant().atOffset(ZoneOffset.UTC).minus(period).toInstant();
    }

    private static YearMonth monthOf(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
