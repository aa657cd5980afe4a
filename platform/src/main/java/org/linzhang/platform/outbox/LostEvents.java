package org.linzhang.platform.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/**
 * Finds events that Kafka has acknowledged and lost, and puts them back into the outbox under their old seq: a partition that
 * ends before an acknowledged offset has lost its end, and a topic with another id was deleted and created again.
 */
final class LostEvents {

    private static final Logger LOG = Logger.getLogger(LostEvents.class);

    /**
     * Events before the end of a partition that are published again as well: those that relays sent between the loss and its
     * discovery have taken the offsets of lost ones. Consumers deduplicate them.
     */
    private static final int OVERLAP = 2_000;

    /** A partition that has lost more does not have to grow to its old end: that would repeat events for too long. */
    private static final long MAX_GROWTH = 100_000;

    private static final String SELECT_KNOWN = """
            select p.topic, p.partition, o.topic_id,
                   greatest(o.next_offset, (select max(e.kafka_offset) + 1 from published_event e
                                            where e.aggregatetype = p.topic and e.kafka_partition = p.partition
                                              and e.kafka_offset >= 0)) as next_offset
            from unnest($1::text[], $2::int[]) as p (topic, partition)
            left join published_offset o on o.topic = p.topic and o.partition = p.partition
            """;

    private static final String RESTORE = """
            with lost as (
                delete from published_event
                where aggregatetype = $1 and kafka_partition = $2 and kafka_offset >= $3
                returning seq, id, aggregatetype, aggregateid, type, payload, headers
            )
            insert into outbox (seq, id, aggregatetype, aggregateid, type, payload, headers)
            overriding system value
            select distinct on (seq) seq, id, aggregatetype, aggregateid, type, payload, headers from lost order by seq
            on conflict do nothing
            """;

    private static final String SAVE = """
            insert into published_offset (topic, partition, topic_id, next_offset) values ($1, $2, $3, $4)
            on conflict (topic, partition) do update
            set topic_id = excluded.topic_id, next_offset = excluded.next_offset
            """;

    /**
     * What the check has found about a partition.
     *
     * @param next an acknowledgement below does not count as published
     * @param lostFrom the first offset whose event is published again; empty if nothing is lost
     * @param stored whether the database already has this
     */
    private record Finding(
            TopicPartition partition, Uuid topicId, long end, long next, OptionalLong lostFrom, boolean stored) {

        static Finding of(TopicPartition partition, Uuid topicId, long end, Row known, Long loss) {
            var knownId = known.getString("topic_id");
            var next = known.getLong("next_offset") == null ? 0 : known.getLong("next_offset");
            if (knownId != null && !knownId.equals(topicId.toString())) {
                return new Finding(partition, topicId, end, 0, OptionalLong.of(-1), false);
            }
            if (end >= next && loss == null) {
                return new Finding(partition, topicId, end, next, OptionalLong.empty(), knownId != null);
            }
            long lostFrom = Math.max(0, Math.min(end, loss == null ? end : loss) - OVERLAP);
            long grown = next - end > MAX_GROWTH ? end : next;
            return new Finding(partition, topicId, end, grown, OptionalLong.of(lostFrom), false);
        }
    }

    private final RelayConnection database;
    private final KafkaLog log;
    private final AcknowledgedOffsets offsets;
    private final Set<String> topics;

    LostEvents(RelayConnection database, KafkaLog log, AcknowledgedOffsets offsets, Set<String> topics) {
        this.database = database;
        this.log = log;
        this.offsets = offsets;
        this.topics = topics;
    }

    /**
     * Compares each partition with what it has acknowledged.
     *
     * @return false if another instance has the lock: nothing was compared
     * @throws RuntimeException if the database or Kafka does not answer
     */
    boolean restore() throws InterruptedException {
        var losses = offsets.losses();
        var names = new HashSet<>(topics);
        losses.keySet().forEach(partition -> names.add(partition.topic()));
        var partitions = log.partitions(names);
        var findings = database.transaction(connection -> {
            var known = known(connection, partitions.keySet());
            // Read after the database: a partition must have grown at least to what is stored there.
            var ends = log.ends(partitions.keySet());
            var found = new ArrayList<Finding>();
            for (var row : known) {
                var partition = new TopicPartition(row.getString("topic"), row.getInteger("partition"));
                var end = ends.get(partition);
                if (end != null) {
                    found.add(Finding.of(partition, partitions.get(partition), end, row, losses.get(partition)));
                }
            }
            for (var finding : found) {
                store(connection, finding);
            }
            database.await(List.of(database.commit()));
            return found;
        });
        findings.ifPresent(
                found -> found.forEach(finding -> offsets.checked(finding.partition(), finding.end(), finding.next())));
        return findings.isPresent();
    }

    private RowSet<Row> known(SqlConnection connection, Set<TopicPartition> partitions) throws InterruptedException {
        var topics = partitions.stream().map(TopicPartition::topic).toArray(String[]::new);
        var numbers = partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new);
        return database.await(List.of(
                database.beginLocked(), connection.preparedQuery(SELECT_KNOWN).execute(Tuple.of(topics, numbers))));
    }

    private void store(SqlConnection connection, Finding finding) throws InterruptedException {
        var partition = finding.partition();
        if (finding.lostFrom().isPresent()) {
            var values = Tuple.of(
                    partition.topic(), partition.partition(), finding.lostFrom().getAsLong());
            int restored = database.awaitLong(connection.preparedQuery(RESTORE).execute(values))
                    .rowCount();
            if (restored > 0) {
                LOG.errorf(
                        "Kafka has lost events of %s: it ends at %d; %d events are published again",
                        partition, finding.end(), restored);
            }
        }
        if (!finding.stored()) {
            var values = Tuple.of(
                    partition.topic(), partition.partition(), finding.topicId().toString(), finding.next());
            database.await(List.of(connection.preparedQuery(SAVE).execute(values)));
        }
    }
}
