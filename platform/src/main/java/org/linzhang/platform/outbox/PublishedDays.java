package org.linzhang.platform.outbox;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jboss.logging.Logger;

/**
 * The partitions of the table {@code published_event}, one for each UTC day: made ahead, and dropped after the retention.
 *
 * <p>Kafka gives each record of a topic's partition an offset of its own, so an index makes it unique within a day: a second
 * acknowledgement of an offset shows that Kafka has lost the first record.
 */
final class PublishedDays {

    private static final Logger LOG = Logger.getLogger(PublishedDays.class);

    private static final String PREFIX = "published_event_";

    /** So that a day on which partitions cannot be made does not stop the relay. */
    private static final int DAYS_AHEAD = 2;

    private static final String SELECT = """
            select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'published_event'::regclass
            """;

    private static final String CREATE = """
            create table if not exists %1$s partition of published_event
                for values from ('%2$s 00:00:00+00') to ('%3$s 00:00:00+00');
            create unique index if not exists %1$s_offset on %1$s (aggregatetype, kafka_partition, kafka_offset)
                where kafka_offset >= 0
            """;

    private final RelayConnection database;
    private final int retentionDays;
    private Optional<LocalDate> maintained = Optional.empty();

    PublishedDays(RelayConnection database, int retentionDays) {
        this.database = database;
        this.retentionDays = retentionDays;
    }

    /** Does nothing if it has succeeded for this day. Another instance may have the lock; then the next call tries again. */
    void maintain(LocalDate today) throws InterruptedException {
        if (maintained.equals(Optional.of(today))) {
            return;
        }
        database.transaction(connection -> {
            var existing = new ArrayList<String>();
            database.await(List.of(
                            database.beginLocked(), connection.query(SELECT).execute()))
                    .forEach(row -> existing.add(row.getString("name")));
            var statements = changes(connection, existing, today);
            statements.add(database.commit());
            database.await(statements);
            maintained = Optional.of(today);
            return maintained;
        });
    }

    private List<Uni<RowSet<Row>>> changes(SqlConnection connection, List<String> existing, LocalDate today) {
        var statements = new ArrayList<Uni<RowSet<Row>>>();
        for (var day = today; !day.isAfter(today.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
            if (!existing.contains(name(day))) {
                statements.add(connection
                        .query(CREATE.formatted(name(day), day, day.plusDays(1)))
                        .execute());
            }
        }
        var oldest = name(today.minusDays(retentionDays));
        for (var name : existing) {
            if (name.compareTo(oldest) < 0) {
                LOG.infof("drops %s: published events are kept for %d days", name, retentionDays);
                statements.add(connection.query("drop table " + name).execute());
            }
        }
        return statements;
    }

    /** Sorts by day. */
    private static String name(LocalDate day) {
        return PREFIX + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
