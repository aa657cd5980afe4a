package org.linzhang.platform.outbox;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.engine.ReactiveAfterTransactionCompletionProcess;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.session.ReactiveSession;

import org.linzhang.platform.event.DomainEvent;

/**
 * Stores events in the transaction of the state change. If the transaction rolls back, nothing is published.
 *
 * <p>Events of an aggregate are published in the order in which their rows were inserted. A transaction must therefore lock
 * the aggregate's row before it adds an event, with {@code for update} or by its version.
 */
@ApplicationScoped
public class Outbox {

    /** The values of a row, in the order of the columns in the statement. */
    private static final List<Function<OutboxRow, String>> VALUES = List.of(
            row -> row.id().toString(),
            OutboxRow::aggregatetype,
            OutboxRow::aggregateid,
            OutboxRow::type,
            OutboxRow::payload,
            OutboxRow::headers);

    private static final String INSERT = insert("", index -> "?" + (index + 1));

    private final ObjectMapper json;
    private final OutboxRelay relay;
    private final String service;

    Outbox(ObjectMapper json, OutboxRelay relay, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.json = json;
        this.relay = relay;
        this.service = service;
    }

    /** Adds events, in order, to the current transaction of Hibernate Reactive. */
    public Uni<Void> add(DomainEvent... events) {
        return add(Arrays.asList(events));
    }

    /** Adds events, in order, to the current transaction of Hibernate Reactive. */
    public Uni<Void> add(List<? extends DomainEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = rows(events);
        return Panache.getSession()
                .chain(session -> insert(session, rows))
                .invoke(this::wakeAfterCommit)
                .replaceWithVoid();
    }

    /**
     * SQL for a statement that stores a new aggregate and its first events in one round trip: inserts the rows if the source
     * has a row. Add the values with {@link #addValues}, and call {@link #publishCommitted} after the commit.
     *
     * @param source a common table expression of the statement
     * @param parameter number of the first of six parameters
     */
    public static String insertFrom(String source, int parameter) {
        return insert(source + ", ", index -> "$" + (parameter + index));
    }

    /** Adds the six parameters of {@link #insertFrom}. */
    public static void addValues(Tuple values, List<OutboxRow> rows) {
        VALUES.forEach(value -> values.addArrayOfString(texts(rows, value)));
    }

    /**
     * Publishes committed rows without reading the table first.
     *
     * @param rows the first events of new aggregates; no earlier event can be waiting in the table
     */
    public void publishCommitted(List<OutboxRow> rows) {
        relay.enqueue(rows);
    }

    /** @param placeholder the placeholder of an array, by the index of its value */
    private static String insert(String sources, IntFunction<String> placeholder) {
        var arrays = IntStream.range(0, VALUES.size())
                .mapToObj(index -> "cast(" + placeholder.apply(index) + " as text[])")
                .collect(Collectors.joining(", "));
        return """
                insert into outbox (id, aggregatetype, aggregateid, type, payload, headers)
                select e.id::uuid, e.topic, e.key, e.type, e.payload::jsonb, e.headers::jsonb
                from %sunnest(%s) with ordinality as e (id, topic, key, type, payload, headers, nth)
                order by e.nth
                """.formatted(sources, arrays);
    }

    private static Uni<Mutiny.Session> insert(Mutiny.Session session, List<OutboxRow> rows) {
        var insert = session.createNativeQuery(INSERT);
        for (int index = 0; index < VALUES.size(); index++) {
            insert.setParameter(index + 1, texts(rows, VALUES.get(index)));
        }
        return insert.executeUpdate().replaceWith(session);
    }

    /** The rows of events, for {@link #addValues} and {@link #publishCommitted}. */
    public List<OutboxRow> rows(List<? extends DomainEvent> events) {
        return events.stream().map(event -> OutboxRow.of(event, service, json)).toList();
    }

    private static String[] texts(List<OutboxRow> rows, Function<OutboxRow, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    /** The public API of Hibernate Reactive has no callback after the commit; its action queue has one. */
    private void wakeAfterCommit(Mutiny.Session session) {
        ReactiveAfterTransactionCompletionProcess wakeRelay = (committed, reactive) -> {
            if (committed) {
                relay.wake();
            }
            return CompletableFuture.completedFuture(null);
        };
        ((MutinySessionImpl) session)
                .unwrap(ReactiveSession.class)
                .getReactiveActionQueue()
                .registerProcess(wakeRelay);
    }
}
