package org.linzhang.patrol.recording;

import java.util.List;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import org.linzhang.platform.page.ListQuery;
import org.linzhang.platform.problem.Forbidden;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Scope;
import org.linzhang.platform.security.ScopedQuery;
import org.linzhang.platform.security.Unscoped;

/** Repository of patrols. Needs an open session. */
@ApplicationScoped
class Patrols {

    static final String NAME = "patrol";

    private static final ScopedQuery IN_SCOPE = ScopedQuery.named("in_scope(regionCode)");

    private static final ScopedQuery ONE = ScopedQuery.named("from Patrol where id = :id and in_scope(regionCode)");

    Patrols() {}

    /** A list of the patrols in a scope. */
    static ListQuery.Builder in(Scope scope) {
        return ListQuery.builder(IN_SCOPE, scope, "startedAt");
    }

    /** @throws NotFound if the caller's scope contains no such patrol */
    Uni<Patrol> inScope(Caller caller, UUID id) {
        return inScope(caller, id, LockModeType.NONE);
    }

    /**
     * The caller's own patrol, locked until the transaction ends, so that no segment is stored at the same time.
     *
     * @throws NotFound if the caller's scope contains no such patrol
     * @throws Forbidden if the patrol is not the caller's own
     */
    Uni<Patrol> lockOwn(Caller caller, UUID id) {
        return inScope(caller, id, LockModeType.PESSIMISTIC_WRITE).invoke(patrol -> {
            if (!patrol.isOwnedBy(caller)) {
                throw notOwned();
            }
        });
    }

    private static Uni<Patrol> inScope(Caller caller, UUID id, LockModeType lock) {
        return Panache.getSession().chain(session -> {
            var scope = caller.scope();
            var query = session.createQuery(ONE.text(scope), Patrol.class)
                    .setParameter("id", id)
                    .setLockMode(lock);
            ScopedQuery.parameters(scope).forEach(query::setParameter);
            return query.getSingleResultOrNull().onItem().ifNull().failWith(() -> new NotFound(NAME));
        });
    }

    /** Null if there is no such patrol. */
    @Unscoped("a repeated start is recognised, and a taken id refused, in every region")
    Uni<Patrol> find(UUID id) {
        return Panache.getSession().chain(session -> session.find(Patrol.class, id));
    }

    Uni<Void> add(Patrol patrol) {
        return Panache.getSession().chain(session -> session.persist(patrol).chain(session::flush));
    }

    /** Newest first. Returns one row more than the page size if there are more. */
    Uni<List<Patrol>> list(ListQuery query) {
        return Panache.getSession().chain(session -> query.list(session, Patrol.class));
    }

    static Forbidden notOwned() {
        return new Forbidden("only the person who started the patrol may record it");
    }
}
