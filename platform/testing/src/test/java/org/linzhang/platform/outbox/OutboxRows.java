package org.linzhang.platform.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.time.Timestamps;
import org.linzhang.platform.tree.TreeEvent;

/** Rows of the outbox, as the transactions of a service leave them. */
@Singleton
class OutboxRows {

    private static final String INSERT = """
            insert into outbox (id, aggregatetype, aggregateid, type, payload, headers)
            values ($1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb)
            """;

    private final Pool pool;
    private final ObjectMapper json;

    OutboxRows(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Commits events of a tree, with the rings from {@code firstRing} on. */
    void commit(UUID tree, int firstRing, int count) {
        for (int ring = firstRing; ring < firstRing + count; ring++) {
            commit(tree, ring);
        }
    }

    OutboxRow commit(UUID tree, int ring) {
        return insert(pool, tree, ring);
    }

    OutboxRow insert(SqlClient client, UUID tree, int ring) {
        return insert(client, row(tree, ring));
    }

    /** Commits a row for another topic, or with another payload. */
    OutboxRow commit(OutboxRow row) {
        return insert(pool, row);
    }

    OutboxRow row(UUID tree, int ring) {
        var event = new TreeEvent.TreeGrew(UUID.randomUUID(), Instant.now(), tree, ring);
        return OutboxRow.of(event, "platform-test", json);
    }

    private static OutboxRow insert(SqlClient client, OutboxRow row) {
        client.preparedQuery(INSERT)
                .executeAndAwait(Tuple.of(
                        row.id(), row.aggregatetype(), row.aggregateid(), row.type(), row.payload(), row.headers()));
        return row;
    }

    long count(UUID tree) {
        return pool.preparedQuery("select count(*) from outbox where aggregateid = $1")
                .executeAndAwait(Tuple.of(tree.toString()))
                .iterator()
                .next()
                .getLong(0);
    }

    /** The reasons of a tree's refused events, in order. */
    List<String> refusalsOf(UUID tree) {
        return pool
                .preparedQuery("select reason from refused_event where aggregateid = $1 order by seq")
                .executeAndAwait(Tuple.of(tree.toString()))
                .stream()
                .map(row -> row.getString("reason"))
                .toList();
    }

    /** The newest offset that Kafka has acknowledged for an event; -1 if there is none. */
    long publishedOffset(UUID event) {
        return pool.preparedQuery("select coalesce(max(kafka_offset), -1) from published_event where id = $1")
                .executeAndAwait(Tuple.of(event))
                .iterator()
                .next()
                .getLong(0);
    }

    /** The offset after the newest event that Kafka has acknowledged, for each partition of a topic. */
    Map<Integer, Long> publishedEnds(String topic) {
        return pool
                .preparedQuery("select kafka_partition, max(kafka_offset) + 1 as next from published_event"
                        + " where aggregatetype = $1 group by 1")
                .executeAndAwait(Tuple.of(topic))
                .stream()
                .collect(Collectors.toMap(row -> row.getInteger("kafka_partition"), row -> row.getLong("next")));
    }

    /** What the operator does; returns the number of events. */
    long replay(Instant since, String topic) {
        return pool.preparedQuery("call replay_events($1, $2)")
                .executeAndAwait(Tuple.of(Timestamps.utc(since), topic))
                .iterator()
                .next()
                .getLong(0);
    }

    /** What the operator does; returns the number of events. */
    long returnRefused(String topic) {
        return pool.preparedQuery("select return_refused_events($1)")
                .executeAndAwait(Tuple.of(topic))
                .iterator()
                .next()
                .getLong(0);
    }

    /** The rings of events in order, without repetitions: a relay may publish an event twice. */
    List<Integer> rings(List<EventProbe.Seen> events) {
        return events.stream()
                .map(event -> {
                    try {
                        return json.readTree(event.payload()).path("rings").asInt();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .distinct()
                .toList();
    }
}
