package org.linzhang.platform.outbox;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
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

    private static Uni<Mutiny.Session> insert(Mutiny.Session session, List<OutboxRow> rows) {
        return session.createNativeQuery(INSERT)
                .setParameter(
                        "ids", rows.stream().map(row -> row.id().toString()).toArray(String[]::new))
                .setParameter(
                        "topics", rows.stream().map(OutboxRow::aggregatetype).toArray(String[]::new))
                .setParameter("keys", rows.stream().map(OutboxRow::aggregateid).toArray(String[]::new))
                .setParameter("types", rows.stream().map(OutboxRow::type).toArray(String[]::new))
                .setParameter("payloads", rows.stream().map(OutboxRow::payload).toArray(String[]::new))
                .setParameter("headers", rows.stream().map(OutboxRow::headers).toArray(String[]::new))
                .executeUpdate()
                .replaceWith(session);
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
