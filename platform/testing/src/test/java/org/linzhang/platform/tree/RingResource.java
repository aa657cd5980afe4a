package org.linzhang.platform.tree;

import java.util.Map;
import java.util.UUID;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Counts rings with and without Hibernate, for the tests of the database. */
@Path("/rings/{id}")
public class RingResource {

    private final Pool pool;

    RingResource(Pool pool) {
        this.pool = pool;
    }

    /** One statement, without Hibernate; the same request again is not an error. */
    @PUT
    public Uni<Map<String, Integer>> store(UUID id) {
        return pool.preparedQuery("insert into tree values ($1, 1) on conflict do nothing")
                .execute(Tuple.of(id))
                .map(result -> Map.of("stored", result.rowCount()));
    }

    /** Waits for the lock of the row. */
    @PUT
    @Path("another")
    public Uni<Map<String, Integer>> grow(UUID id) {
        return Panache.withTransaction(() -> Panache.getSession()
                        .chain(session -> session.createQuery("update Tree set rings = rings + 1 where id = :id")
                                .setParameter("id", id)
                                .executeUpdate()))
                .map(grown -> Map.of("grown", grown));
    }

    @GET
    @Path("slowly")
    public Uni<Map<String, Integer>> slowly(UUID id) {
        return pool.query("select pg_sleep(60)").execute().map(result -> Map.of("rings", result.size()));
    }
}
