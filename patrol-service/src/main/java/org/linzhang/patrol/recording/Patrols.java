package org.linzhang.patrol.recording;

import java.util.List;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

import org.linzhang.platform.problem.Forbidden;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.security.Caller;

/** The patrols of all regions; whoever asks says for whom. */
@ApplicationScoped
class Patrols implements PanacheRepositoryBase<Patrol, UUID> {

    static final String WHAT = "patrol";

    /** @throws NotFound where there is none in the caller's region */
    Uni<Patrol> inScope(Caller caller, UUID id) {
        return findById(id).invoke(patrol -> see(caller, patrol));
    }

    /**
     * The caller's own patrol, held until the transaction ends: no segment is stored meanwhile.
     *
     * @throws NotFound where there is none in the caller's region
     * @throws Forbidden where it is another's
     */
    Uni<Patrol> ownHeld(Caller caller, UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).invoke(patrol -> {
            see(caller, patrol);
            if (!patrol.isOf(caller)) {
                throw notTheirs();
            }
        });
    }

    /** Newest first; one more than the page holds where there are more. */
    Uni<List<Patrol>> list(PatrolFilter.Choice choice) {
        return find(choice.condition() + " order by startedAt desc, id desc", choice.parameters())
                .page(0, choice.page().rows())
                .list();
    }

    static Forbidden notTheirs() {
        return new Forbidden("only who patrols may record the patrol");
    }

    private static void see(Caller caller, Patrol patrol) {
        if (patrol == null || !caller.scope().contains(patrol.region())) {
            throw new NotFound(WHAT);
        }
    }
}
