package org.linzhang.broken.scope;

import java.util.UUID;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import org.linzhang.platform.tree.Tree;

public final class ReadById {

    private ReadById() {}

    static Uni<Tree> one(UUID id) {
        return Panache.getSession().chain(session -> session.find(Tree.class, id));
    }
}
