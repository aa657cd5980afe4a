package org.linzhang.broken.scope;

import java.util.UUID;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import org.linzhang.platform.security.ScopedQuery;
import org.linzhang.platform.security.Unscoped;
import org.linzhang.platform.tree.Tree;

/** Follows the rule. */
public final class ScopedExamples {

    static final ScopedQuery LIST = ScopedQuery.numbered("select * from tree where in_scope(region_code)", 0);

    @Unscoped("an example")
    static final String ALL = "from Tree";

    @Unscoped("an example")
    static final String FELLED = "select id from tree order by ".concat("id");

    static final String INSERT = "insert into tree (id) values ($1) on conflict (id) do update set rings = 1";

    private ScopedExamples() {}

    static String all() {
        return ALL;
    }

    @Unscoped("an example")
    static Uni<Tree> one(UUID id) {
        return Panache.getSession().chain(session -> session.find(Tree.class, id));
    }
}
