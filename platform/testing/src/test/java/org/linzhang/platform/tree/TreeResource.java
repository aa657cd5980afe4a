package org.linzhang.platform.tree;

import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import org.linzhang.platform.outbox.Outbox;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.CurrentCaller;
import org.linzhang.platform.security.Role;

/** Plants trees, for the tests of problems and of the caller. */
@Path("/trees")
public class TreeResource {

    enum Species {
        GINKGO,
        CAMPHOR
    }

    record Trunk(@NotNull Double girth) {}

    record NewTree(
            @NotNull Species species,
            @Size(max = 5) String plate,
            RegionCode region,
            @Valid Trunk trunk) {}

    private final CurrentCaller caller;
    private final Outbox outbox;

    TreeResource(CurrentCaller caller, Outbox outbox) {
        this.caller = caller;
        this.outbox = outbox;
    }

    @PUT
    @Path("{id}")
    @RolesAllowed({Role.RANGER, Role.CHIEF})
    public Uni<Map<String, String>> plant(UUID id, @NotNull @Valid NewTree body) {
        var tree = new Tree();
        tree.id = id;
        return Panache.withTransaction(() -> Panache.getSession()
                        .chain(session -> session.persist(tree))
                        .chain(() -> outbox.add(tree.grow())))
                .replaceWith(() -> Map.of(
                        "planter",
                        caller.get().username(),
                        "region",
                        caller.get().region().value()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.RANGER)
    public Uni<Tree> one(UUID id) {
        return Uni.createFrom().failure(new NotFound("tree"));
    }

    @GET
    @Path("broken")
    public Uni<Tree> broken() {
        return Uni.createFrom().failure(new IllegalStateException("select secret from passwords"));
    }
}
