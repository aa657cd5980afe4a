package org.linzhang.platform.tree;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.event.EventType;

/** Events of a tree. */
public sealed interface TreeEvent extends DomainEvent permits TreeEvent.TreeGrew, TreeEvent.TreeFelled {

    String TOPIC = "test.trees.v1";

    UUID treeId();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return treeId().toString();
    }

    /** The tree has one more ring. */
    @EventType("org.linzhang.test.tree-grew.v1")
    record TreeGrew(UUID eventId, Instant occurredAt, UUID treeId, int rings) implements TreeEvent {}

    /** The tree was felled. */
    @EventType("org.linzhang.test.tree-felled.v1")
    record TreeFelled(UUID eventId, Instant occurredAt, UUID treeId) implements TreeEvent {

        @Override
        public boolean deletesKey() {
            return true;
        }
    }
}
