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
 * Takes events in the transaction of the state that they tell of. What rolls back publishes nothing.
 *
 * <p>The order of an aggregate's events is the order in which their rows were inserted, so a transaction must hold the
 * aggregate's row before it adds its event: find it for update, or let its version refuse the later one.
 */
@ApplicationScoped
public class Outbox {

    /** What a row holds, in the order of the statement's columns. */
    private static final List<Function<OutboxRow, String>> VALUES = List.of(
            row -> row.id().toString(),
            OutboxRow::aggregatetype,
            OutboxRow::aggregateid,
            OutboxRow::type,
            OutboxRow::payload,
            OutboxRow::headers);

    private static final String INSERT = insert("", nth -> "?" + (nth + 1));

    private final ObjectMapper json;
    private final OutboxRelay relay;
    private final String service;

    Outbox(ObjectMapper json, OutboxRelay relay, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.json = json;
        this.relay = relay;
        this.service = service;
    }

    /** Adds events to the transaction in hand of Hibernate Reactive, which must be open. */
    public Uni<Void> add(DomainEvent... events) {
        return add(Arrays.asList(events));
    }

    /** Likewise; the order of the list is kept. */
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
     * For a statement that writes new aggregates and the rows of their first events at once: inserts the rows, once for each
     * row of a source. Add their values with {@link #addValues}, and call {@link #publishCommitted} after the commit.
     *
     * @param parameter number of the first of six
     */
    public static String insertFrom(String source, int parameter) {
        return insert(source + ", ", nth -> "$" + (parameter + nth));
    }

    /** Adds the six values of {@link #insertFrom}. */
    public static void addValues(Tuple values, List<OutboxRow> rows) {
        VALUES.forEach(value -> values.addArrayOfString(texts(rows, value)));
    }

    /**
     * Says that these rows are committed, each the first of its aggregate. They go out without being looked for, since
     * nothing can be in front of them.
     */
    public void publishCommitted(List<OutboxRow> firsts) {
        relay.publishCommitted(firsts);
    }

    /** @param array the placeholder of an array, by the position of its value */
    private static String insert(String sources, IntFunction<String> array) {
        var arrays = IntStream.range(0, VALUES.size())
                .mapToObj(nth -> "cast(" + array.apply(nth) + " as text[])")
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
        for (int nth = 0; nth < VALUES.size(); nth++) {
            insert.setParameter(nth + 1, texts(rows, VALUES.get(nth)));
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

    /** Hibernate Reactive's public API has no hook behind the commit; its action queue does. */
    private void wakeAfterCommit(Mutiny.Session session) {
        ReactiveAfterTransactionCompletionProcess wake = (committed, reactive) -> {
            if (committed) {
                relay.wake();
            }
            return CompletableFuture.completedFuture(null);
        };
        ((MutinySessionImpl) session)
                .unwrap(ReactiveSession.class)
                .getReactiveActionQueue()
                .registerProcess(wake);
    }
}
