package org.linzhang.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The table {@code unknown_event}: messages that this version could not handle, in the order of their arrival. */
@ApplicationScoped
class UnknownEvents {

    private static final String INSERT = """
            insert into unknown_event (consumer, event_id, reason, topic, kafka_partition, kafka_offset, key, headers, payload)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (consumer, event_id) do nothing
            """;

    private static final String SELECT = """
            select seq, topic, kafka_partition, kafka_offset, key, headers, payload from unknown_event
            where consumer = $1 and seq > $2 order by seq limit 500
            """;

    private static final String DELETE = "delete from unknown_event where seq = $1";

    private final Pool pool;

    UnknownEvents(Pool pool) {
        this.pool = pool;
    }

    /** A stored message. */
    record Stored(long seq, ConsumerRecord<String, byte[]> message) {

        static Stored of(Row row) {
            var message = new ConsumerRecord<>(
                    row.getString("topic"),
                    row.getInteger("kafka_partition"),
                    row.getLong("kafka_offset"),
                    row.getString("key"),
                    row.getBuffer("payload").getBytes());
            row.getJsonObject("headers")
                    .forEach(header -> message.headers()
                            .add(header.getKey(), header.getValue().toString().getBytes(StandardCharsets.UTF_8)));
            return new Stored(row.getLong("seq"), message);
        }
    }

    /** Stores a message once for each consumer. */
    Uni<Void> add(EventConsumer<?> consumer, ConsumerRecord<String, byte[]> message, UnknownEventException reason) {
        var headers = new JsonObject();
        message.headers().forEach(header -> headers.put(header.key(), EventReader.header(message, header.key())));
        var values = Tuple.tuple()
                .addString(consumer.name())
                .addUUID(reason.eventId())
                .addString(reason.getMessage())
                .addString(message.topic())
                .addInteger(message.partition())
                .addLong(message.offset())
                .addString(message.key())
                .addJsonObject(headers)
                .addBuffer(Buffer.buffer(message.value()));
        return pool.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    /** A consumer's oldest messages with a greater sequence number. */
    Uni<List<Stored>> after(long seq, EventConsumer<?> consumer) {
        return pool.preparedQuery(SELECT)
                .execute(Tuple.of(consumer.name(), seq))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Stored::of)
                        .toList());
    }

    Uni<Void> delete(Stored stored) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(stored.seq())).replaceWithVoid();
    }
}
