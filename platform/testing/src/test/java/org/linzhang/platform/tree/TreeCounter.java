package org.linzhang.platform.tree;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import org.linzhang.platform.inbox.Inbox;

/** Counts the events of each tree in the database. An event with a negative number of rings fails. */
@ApplicationScoped
public class TreeCounter {

    private final Inbox inbox;
    private final Map<UUID, AtomicInteger> attempts = new ConcurrentHashMap<>();

    TreeCounter(Inbox inbox) {
        this.inbox = inbox;
    }

    /** How often the effect of a tree's events was started. */
    public int attemptsOf(UUID tree) {
        return attempts.getOrDefault(tree, new AtomicInteger()).get();
    }

    @Incoming("trees")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.receive("tree-counter", message, TreeEvent.class, this::count);
    }

    private Uni<Void> count(TreeEvent event) {
        var grew = (TreeEvent.TreeGrew) event;
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
