package org.linzhang.platform.outbox;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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

    private static final String INSERT = """
            insert into outbox (id, aggregatetype, aggregateid, type, payload, headers)
            select e.id::uuid, e.topic, e.key, e.type, e.payload::jsonb, e.headers::jsonb
            from unnest(cast(:ids as text[]), cast(:topics as text[]), cast(:keys as text[]), cast(:types as text[]),
                        cast(:payloads as text[]), cast(:headers as text[]))
                 with ordinality as e (id, topic, key, type, payload, headers, nth)
            order by e.nth
            """;

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
        var rows = events.stream().map(this::row).toList();
        return Panache.getSession()
                .chain(session -> insert(session, rows))
                .invoke(this::wakeAfterCommit)
                .replaceWithVoid();
    }

    /** The row of an event, for a statement that writes data and row at once; call {@link #wake()} after its commit. */
    public OutboxRow row(DomainEvent event) {
        return OutboxRow.of(event, service, json);
    }

    /** Says that a row was committed by a statement of the caller's own. */
    public void wake() {
        relay.wake();
    }

    /**
     * For a statement that writes data and rows at once: inserts a row for each event, once for each row of a source. Add
     * the events' values with {@link #addValues}, and call {@link #wake()} after the commit.
     *
     * @param parameter number of the first of six
     */
    public static String insertFrom(String source, int parameter) {
        return """
                insert into outbox (id, aggregatetype, aggregateid, type, payload, headers)
                select e.id, e.topic, e.key, e.type, e.payload::jsonb, e.headers::jsonb
                from %s, unnest($%d::uuid[], $%d::text[], $%d::text[], $%d::text[], $%d::text[], $%d::text[])
                     with ordinality as e (id, topic, key, type, payload, headers, nth)
                order by e.nth
                """.formatted(
                        source, parameter, parameter + 1, parameter + 2, parameter + 3, parameter + 4, parameter + 5);
    }

    /** Adds the six values of {@link #insertFrom}. */
    public void addValues(Tuple values, List<? extends DomainEvent> events) {
        var rows = events.stream().map(this::row).toList();
        values.addArrayOfUUID(rows.stream().map(OutboxRow::id).toArray(UUID[]::new))
                .addArrayOfString(texts(rows, OutboxRow::aggregatetype))
                .addArrayOfString(texts(rows, OutboxRow::aggregateid))
                .addArrayOfString(texts(rows, OutboxRow::type))
                .addArrayOfString(texts(rows, OutboxRow::payload))
                .addArrayOfString(texts(rows, OutboxRow::headers));
    }

    private static Uni<Mutiny.Session> insert(Mutiny.Session session, List<OutboxRow> rows) {
        return session.createNativeQuery(INSERT)
                .setParameter("ids", texts(rows, row -> row.id().toString()))
                .setParameter("topics", texts(rows, OutboxRow::aggregatetype))
                .setParameter("keys", texts(rows, OutboxRow::aggregateid))
                .setParameter("types", texts(rows, OutboxRow::type))
                .setParameter("payloads", texts(rows, OutboxRow::payload))
                .setParameter("headers", texts(rows, OutboxRow::headers))
                .executeUpdate()
                .replaceWith(session);
    }

    private static String[] texts(List<OutboxRow> rows, Function<OutboxRow, String> text) {
        return rows.stream().map(text).toArray(String[]::new);
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
