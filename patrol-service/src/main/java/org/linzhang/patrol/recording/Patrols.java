package org.linzhang.patrol.recording;

import java.util.List;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

import org.linzhang.platform.page.ListQuery;
import org.linzhang.platform.problem.Forbidden;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.security.Caller;

/** Repository of patrols; single patrols are checked against the scope of the caller. */
@ApplicationScoped
class Patrols implements PanacheRepositoryBase<Patrol, UUID> {

    static final String NAME = "patrol";

    /** @throws NotFound if the caller's scope contains no such patrol */
    Uni<Patrol> inScope(Caller caller, UUID id) {
        return findById(id).invoke(patrol -> requireInScope(caller, patrol));
    }

    /**
     * The caller's own patrol, locked until the transaction ends, so that no segment is stored at the same time.
     *
     * @throws NotFound if the caller's scope contains no such patrol
     * @throws Forbidden if the patrol is not the caller's own
     */
    Uni<Patrol> lockOwn(Caller caller, UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).invoke(patrol -> {
            requireInScope(caller, patrol);
            if (!patrol.isOwnedBy(caller)) {
                throw notOwned();
            }
        });
    }

    /** Newest first. Returns one row more than the page size if there are more. */
    Uni<List<Patrol>> list(ListQuery query) {
        return find(query.condition() + " order by startedAt desc, id desc", query.parameters())
                .page(0, query.page().rows())
                .list();
    }

    static Forbidden notOwned() {
        return new Forbidden("only the person who started the patrol may record it");
    }

    private static void requireInScope(Caller caller, Patrol patrol) {
        if (patrol == null || !caller.scope().contains(patrol.region())) {
            throw new NotFound(NAME);
        }
    }
}
