package org.linzhang.platform.tree;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import org.linzhang.platform.inbox.EventConsumer;
import org.linzhang.platform.inbox.Inbox;
import org.linzhang.platform.tree.TreeEvent.TreeFelled;
import org.linzhang.platform.tree.TreeEvent.TreeGrew;

/** Counts the events of each tree that grows, until it is felled. An event with a negative number of rings fails. */
@ApplicationScoped
public class TreeCounter implements EventConsumer<TreeEvent> {

    private final Inbox inbox;
    private final Map<UUID, AtomicInteger> attempts = new ConcurrentHashMap<>();

    TreeCounter(Inbox inbox) {
        this.inbox = inbox;
    }

    /** How often the effect of a tree's events was started. */
    public int attemptsOf(UUID tree) {
        return attempts.getOrDefault(tree, new AtomicInteger()).get();
    }

    @Override
    public String name() {
        return "tree-counter";
    }

    @Override
    public Class<TreeEvent> contract() {
        return TreeEvent.class;
    }

    @Incoming("trees")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.receive(this, message);
    }

    @Override
    public Uni<Void> handle(TreeEvent event) {
        return inbox.once(this, event, first -> switch (first) {
            case TreeGrew grew -> count(grew);
            case TreeFelled felled -> delete(felled);
        });
    }

    @Override
    public TreeFelled readTombstone(UUID eventId, Instant occurredAt, String key) {
        return new TreeFelled(eventId, occurredAt, UUID.fromString(key));
    }

    private static Uni<Void> delete(TreeFelled felled) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from tree where id = cast(:id as uuid)")
                        .setParameter("id", felled.treeId().toString())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Uni<Void> count(TreeGrew grew) {
        attempts.computeIfAbsent(grew.treeId(), none -> new AtomicInteger()).incrementAndGet();
        if (grew.rings() < 0) {
            return Uni.createFrom().failure(new IllegalStateException("a tree has no negative number of rings"));
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into tree (id, rings) values (cast(:id as uuid), 1) on conflict (id) do update set rings = tree.rings + 1")
                        .setParameter("id", grew.treeId().toString())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
