package org.linzhang.platform.tree;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import org.linzhang.platform.inbox.Inbox;

/** Counts the events of each tree in the database; fails as it is told to. */
@ApplicationScoped
public class TreeCounter {

    private final Inbox inbox;
    private final Map<UUID, AtomicInteger> outages = new ConcurrentHashMap<>();
    private final Map<UUID, AtomicInteger> tries = new ConcurrentHashMap<>();

    TreeCounter(Inbox inbox) {
        this.inbox = inbox;
    }

    /** The next so many tries at a tree's events find the database away. */
    public void databaseIsAwayFor(UUID tree, int times) {
        outages.put(tree, new AtomicInteger(times));
    }

    public int triesAt(UUID tree) {
        return tries.getOrDefault(tree, new AtomicInteger()).get();
    }

    @Incoming("trees")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.receive("tree-counter", message, TreeEvent.class, this::count);
    }

    private Uni<Void> count(TreeEvent event) {
        var grew = (TreeEvent.TreeGrew) event;
        tries.computeIfAbsent(grew.treeId(), none -> new AtomicInteger()).incrementAndGet();
        if (outages.getOrDefault(grew.treeId(), new AtomicInteger()).getAndDecrement() > 0) {
            return Uni.createFrom().failure(new VertxException("Connection is closed"));
        }
        if (grew.rings() < 0) {
            return Uni.createFrom().failure(new IllegalStateException("no tree has fewer than no rings"));
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into tree (id, rings) values (cast(:id as uuid), 1) on conflict (id) do update set rings = tree.rings + 1")
                        .setParameter("id", grew.treeId().toString())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
